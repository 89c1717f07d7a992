package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * The objective of actor and critic (Mnih et al. 2016), to be minimised: {@code −Â log π(a|s) + c_v
 * (V − R)² − c_e H}. Valid at the parameters that acted.
 *
 * @param valueCoefficient the weight c_v of the value loss
 * @param entropyCoefficient the weight c_e of the entropy bonus
 */
@Surrogate
public record ActorCriticLoss(double valueCoefficient, double entropyCoefficient) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return policyLoss(step)
        .plus(valueLoss(step).times(valueCoefficient))
        .minus(entropy(step).times(entropyCoefficient));
  }

  /** {@code −Â log π(a|s)}. */
  public Scalar policyLoss(Step step) {
    return step.advantage().times(step.logProb()).negate();
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
