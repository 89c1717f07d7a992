package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.argmax;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.fillLike;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.logSoftmax;
import static dev.pigrad.lang.Ops.logSumExp;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A mixture of normal distributions with diagonal covariances: {@code p(a) = Σₖ wₖ N(a; μₖ, σₖ²)},
 * {@code w = softmax(logits)}. Neither its entropy nor its KL divergence has a closed form: they
 * are not offered.
 *
 * @param logits unnormalised logarithms of the weights, any real
 * @param means μ, a row for each component
 * @param logStds log σ, natural, a row for each component
 * @param <K> the components
 * @param <A> the size of the action
 */
@Differentiable
public record GaussianMixture<K extends Dim, A extends Dim>(
    Vector<K> logits, Matrix<K, A> means, Matrix<K, A> logStds) {
  /** ½ log 2π. */
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** log p(a) = log Σₖ exp(log wₖ + Σⱼ −½ ((aⱼ − μₖⱼ) / σₖⱼ)² − log σₖⱼ − ½ log 2π). */
  public Scalar logProb(Vector<A> action) {
    var deviation = means.negate().plusToRows(action).hadamard(exp(logStds.negate()));
    var logDensity = square(deviation).timesScalar(-0.5).minus(logStds).rowSums();
    return logSumExp(logSoftmax(logits).plus(logDensity))
        .minus(sum(fillLike(action, HALF_LOG_TWO_PI)));
  }

  /** a = μₖ + σₖ ε with k drawn by its weight, by Gumbel noise, and ε ~ N(0, 1). */
  public Vector<A> sample(Noise noise) {
    var gumbel = log(log(noise.uniformLike(logits)).negate()).negate();
    var component = argmax(logits.plus(gumbel));
    var mean = means.row(component);
    return mean.plus(exp(logStds.row(component)).times(noise.normalLike(mean)));
  }

  /** The mean of the component of the largest weight: near the mode where components are apart. */
  public Vector<A> mode() {
    return means.row(argmax(logits));
  }
}
