package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * PPO's whole objective with a penalty in place of the clip (Schulman et al. 2017, equations 8 and
 * 9), to be minimised: {@code −ρ Â + β KL(π_old‖π) + c_v (V − R)² − c_e H}.
 *
 * @param beta the penalty's weight β, at least 0
 * @param valueCoefficient the weight c_v of the value loss
 * @param entropyCoefficient the weight c_e of the entropy bonus
 */
@Surrogate
public record PpoPenaltyLoss(double beta, double valueCoefficient, double entropyCoefficient) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return policyLoss(step)
        .plus(kl(step).times(beta))
        .plus(valueLoss(step).times(valueCoefficient))
        .minus(entropy(step).times(entropyCoefficient));
  }

  /** {@code −ρ Â}. */
  public Scalar policyLoss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    return ratio.times(step.advantage()).negate();
  }

  /** KL(π_old(·|s) ‖ π(·|s)). */
  public Scalar kl(Step step) {
    return step.kl();
  }

  /** {@code (V − R)²}. */
  public Scalar valueLoss(Step step) {
    return square(step.value().minus(step.returnTarget()));
  }

  /** H(π(·|s)). */
  public Scalar entropy(Step step) {
    return step.entropy();
  }
}
