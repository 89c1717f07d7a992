package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.greater;
import static dev.pigrad.lang.Ops.less;
import static dev.pigrad.lang.Ops.logSigmoid;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.where;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Independent switches: {@code p(aⱼ = 1) = σ(logitsⱼ)}.
 *
 * @param logits log (p / (1 − p)), any real
 * @param <A> the switches
 */
@Differentiable
public record Bernoulli<A extends Dim>(Vector<A> logits) {

  /** log p(a) = Σⱼ log σ(±logitsⱼ), + where aⱼ is on. */
  public Scalar logProb(Mask<A> action) {
    return sum(logSigmoid(where(action, logits, logits.negate())));
  }

  /** H = Σⱼ pⱼ softplus(−logitsⱼ) + (1 − pⱼ) softplus(logitsⱼ). */
  public Scalar entropy() {
    var on = dot(sigmoid(logits), softplus(logits.negate()));
    var off = dot(sigmoid(logits.negate()), softplus(logits));
    return on.plus(off);
  }

  /**
   * KL(p‖q) = Σⱼ Σₖ pⱼₖ (log pⱼₖ − log qⱼₖ), k on and off, q the argument; computed as Σ pₖ (qₖ /
   * pₖ − 1 − log qₖ / pₖ), which does not cancel.
   */
  public Scalar kl(Bernoulli<A> other) {
    var on = logSigmoid(other.logits).minus(logSigmoid(logits));
    var off = logSigmoid(other.logits.negate()).minus(logSigmoid(logits.negate()));
    return dot(sigmoid(logits), expm1(on).minus(on))
        .plus(dot(sigmoid(logits.negate()), expm1(off).minus(off)));
  }

  /** On where a uniform variate is below p. */
  public Mask<A> sample(Noise noise) {
    return less(noise.uniformLike(logits), sigmoid(logits));
  }

  /** On where p is above one half. */
  public Mask<A> mode() {
    return greater(logits, 0);
  }
}
