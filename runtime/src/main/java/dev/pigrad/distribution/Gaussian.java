package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Independent normal distributions: {@code aⱼ ~ N(μⱼ, σⱼ²)}.
 *
 * @param mean μ, any real
 * @param logStd log σ, natural; of the state or shared by all states
 * @param <A> the size of the action
 */
@Differentiable
public record Gaussian<A extends Dim>(Vector<A> mean, Vector<A> logStd) {
  /** ½ log 2π. */
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** log p(a) = Σⱼ −½ ((aⱼ − μⱼ) / σⱼ)² − log σⱼ − ½ log 2π. */
  public Scalar logProb(Vector<A> action) {
    var deviation = action.minus(mean).times(exp(logStd.negate()));
    return sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_PI));
  }

  /** H = Σⱼ log σⱼ + ½ log 2πe. */
  public Scalar entropy() {
    return sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5));
  }

  /**
   * KL(p‖q) = ½ Σⱼ ρⱼ² − 1 − log ρⱼ² + ((μ_p − μ_q) / σ_q)ⱼ², where ρ = σ_p / σ_q and q is the
   * argument; ρ² − 1 without cancellation.
   */
  public Scalar kl(Gaussian<A> other) {
    var logRatio = logStd.minus(other.logStd).timesScalar(2);
    var distance = mean.minus(other.mean).times(exp(other.logStd.negate()));
    return sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5);
  }

  /** a = μ + σ ε with ε ~ N(0, 1): reparameterised. */
  public Vector<A> sample(Noise noise) {
    return mean.plus(exp(logStd).times(noise.normalLike(mean)));
  }

  /** The most probable action, μ. */
  public Vector<A> mode() {
    return mean;
  }
}
