package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.exp;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * {@code −ρ Â + β KL(π_old‖π)}: PPO with a penalty (Schulman et al. 2017, equation 8); with β = λ
 * the Lagrangian of TRPO's constraint.
 *
 * @param beta the penalty's weight β, at least 0
 */
@Surrogate
public record KlPenalty(double beta) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    return step.kl().times(beta).minus(ratio.times(step.advantage()));
  }

  /** KL(π_old(·|s) ‖ π(·|s)). */
  public Scalar kl(Step step) {
    return step.kl();
  }
}
