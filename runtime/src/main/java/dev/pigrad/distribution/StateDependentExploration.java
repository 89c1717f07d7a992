package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Generalised state-dependent exploration (Raffin et al. 2021): {@code a = μ + Θᵀ φ} with features
 * φ of the state and {@code Θⱼₖ ~ N(0, σⱼₖ²)}, so {@code aₖ ~ N(μₖ, Σⱼ φⱼ² σⱼₖ² + ε²)}. A caller
 * that holds the noise over several steps holds Θ: equal states then give equal actions. Gradients
 * reach the features too; a policy that would rather not gives {@code stopGradient(features)}.
 *
 * @param mean μ, any real
 * @param features φ, any real
 * @param logStd log σ, natural
 * @param <A> the size of the action
 * @param <F> the features
 */
@Differentiable
public record StateDependentExploration<A extends Dim, F extends Dim>(
    Vector<A> mean, Vector<F> features, Matrix<F, A> logStd) {
  /** ε: what is left of the noise where all features are zero. */
  private static final double LEAST_STD = 1e-3;

  /** log p(a), that of independent normal distributions. */
  public Scalar logProb(Vector<A> action) {
    return gaussian().logProb(action);
  }

  /** H, that of independent normal distributions. */
  public Scalar entropy() {
    return gaussian().entropy();
  }

  /** KL(p‖q), q the argument, in one state: that of independent normal distributions. */
  public Scalar kl(StateDependentExploration<A, F> other) {
    return gaussian().kl(other.gaussian());
  }

  /** a = μ + Θᵀ φ + ε z: reparameterised. */
  public Vector<A> sample(Noise noise) {
    var theta = exp(logStd).hadamard(noise.normalLike(logStd));
    var explored = mean.plus(theta.transposed().times(features));
    return explored.plus(noise.normalLike(mean).timesScalar(LEAST_STD));
  }

  /** The most probable action, μ. */
  public Vector<A> mode() {
    return mean;
  }

  private Gaussian<A> gaussian() {
    var variance = exp(logStd.timesScalar(2)).transposed().times(square(features));
    return new Gaussian<>(mean, log(variance.plusScalar(LEAST_STD * LEAST_STD)).timesScalar(0.5));
  }
}
