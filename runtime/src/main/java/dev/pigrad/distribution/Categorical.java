package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.argmax;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.logSoftmax;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A choice among the entries of a dim: {@code p(a) = softmax(logits)ₐ}.
 *
 * @param logits unnormalised log-probabilities, any real
 * @param <A> the choices
 */
@Differentiable
public record Categorical<A extends Dim>(Vector<A> logits) {

  /** log p(a) = logitsₐ − log Σₖ exp logitsₖ. */
  public Scalar logProb(Index<A> action) {
    return logSoftmax(logits).at(action);
  }

  /** H = −Σₖ pₖ log pₖ. */
  public Scalar entropy() {
    var logProbs = logSoftmax(logits);
    return dot(exp(logProbs), logProbs).negate();
  }

  /**
   * KL(p‖q) = Σₖ pₖ (log pₖ − log qₖ), q the argument, computed as Σₖ pₖ (qₖ / pₖ − 1 − log qₖ /
   * pₖ), which is the same because Σ q = Σ p, and adds up without cancellation: no term is
   * negative.
   */
  public Scalar kl(Categorical<A> other) {
    var logProbs = logSoftmax(logits);
    var logRatio = logSoftmax(other.logits).minus(logProbs);
    return dot(exp(logProbs), expm1(logRatio).minus(logRatio));
  }

  /** The index of the largest logit after adding Gumbel noise, −log(−log u): a draw from p. */
  public Index<A> sample(Noise noise) {
    var gumbel = log(log(noise.uniformLike(logits)).negate()).negate();
    return argmax(logits.plus(gumbel));
  }

  /** The most probable choice, the first of ties. */
  public Index<A> mode() {
    return argmax(logits);
  }
}
