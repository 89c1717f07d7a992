package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.digamma;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.lgamma;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Independent beta distributions on (0, 1): {@code p(aⱼ) ∝ aⱼ^(αⱼ − 1) (1 − aⱼ)^(βⱼ − 1)}.
 *
 * @param alpha α, above 0; 1 + softplus of a network's output keeps the density bounded
 * @param beta β, above 0
 * @param <A> the size of the action
 */
@Differentiable
public record Beta<A extends Dim>(Vector<A> alpha, Vector<A> beta) {
  /** Actions are kept this far from 0 and 1, where the density may have poles. */
  private static final double MARGIN = 0x1p-24;

  /** log p(a) = Σⱼ (αⱼ − 1) log aⱼ + (βⱼ − 1) log(1 − aⱼ) − log B(αⱼ, βⱼ). */
  public Scalar logProb(Vector<A> action) {
    var inside = clip(action, MARGIN, 1 - MARGIN);
    return dot(alpha.minusScalar(1), log(inside))
        .plus(dot(beta.minusScalar(1), log1p(inside.negate())))
        .minus(sum(logBeta()));
  }

  /** H = Σⱼ log B − (α − 1) ψ(α) − (β − 1) ψ(β) + (α + β − 2) ψ(α + β). */
  public Scalar entropy() {
    var total = alpha.plus(beta);
    return sum(logBeta())
        .minus(dot(alpha.minusScalar(1), digamma(alpha)))
        .minus(dot(beta.minusScalar(1), digamma(beta)))
        .plus(dot(total.minusScalar(2), digamma(total)));
  }

  /**
   * KL(p‖q) = Σⱼ log B_q − log B_p + (α_p − α_q) ψ(α_p) + (β_p − β_q) ψ(β_p) + (α_q + β_q − α_p −
   * β_p) ψ(α_p + β_p), q the argument.
   */
  public Scalar kl(Beta<A> other) {
    var towardsOne = alpha.minus(other.alpha);
    var towardsZero = beta.minus(other.beta);
    return sum(other.logBeta().minus(logBeta()))
        .plus(dot(towardsOne, digamma(alpha)))
        .plus(dot(towardsZero, digamma(beta)))
        .minus(dot(towardsOne.plus(towardsZero), digamma(alpha.plus(beta))));
  }

  /** a = x / (x + y) with x ~ Gamma(α), y ~ Gamma(β). */
  public Vector<A> sample(Noise noise) {
    var x = noise.gamma(alpha);
    var y = noise.gamma(beta);
    return x.divided(x.plus(y));
  }

  /** The mean α / (α + β): always inside, where the mode may be 0 or 1. */
  public Vector<A> mode() {
    return alpha.divided(alpha.plus(beta));
  }

  /** log B(α, β) = log Γ(α) + log Γ(β) − log Γ(α + β). */
  private Vector<A> logBeta() {
    return lgamma(alpha).plus(lgamma(beta)).minus(lgamma(alpha.plus(beta)));
  }
}
