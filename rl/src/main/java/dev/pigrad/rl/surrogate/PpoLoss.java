package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.abs;
import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.ifGreater;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * PPO's whole objective (Schulman et al. 2017, equation 9), to be minimised: {@code −min(ρ Â,
 * clip(ρ, 1−ε, 1+ε) Â) + c_v (V − R)² − c_e H}.
 *
 * @param epsilon the clip range ε, at least 0
 * @param valueCoefficient the weight c_v of the value loss
 * @param entropyCoefficient the weight c_e of the entropy bonus
 */
@Surrogate
public record PpoLoss(double epsilon, double valueCoefficient, double entropyCoefficient) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return policyLoss(step)
        .plus(valueLoss(step).times(valueCoefficient))
        .minus(entropy(step).times(entropyCoefficient));
  }

  /** {@code −min(ρ Â, clip(ρ, 1−ε, 1+ε) Â)}. */
  public Scalar policyLoss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
    return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
  }

  /** {@code (V − R)²}. */
  public Scalar valueLoss(Step step) {
    return square(step.value().minus(step.returnTarget()));
  }

  /** H(π(·|s)). */
  public Scalar entropy(Step step) {
    return step.entropy();
  }

  /**
   * {@code (ρ − 1) − log ρ}: an unbiased estimate of KL(π_old‖π) that is never negative (Schulman
   * 2020).
   */
  public Scalar approximateKl(Step step) {
    var logRatio = step.logProb().minus(step.oldLogProb());
    return exp(logRatio).minus(1).minus(logRatio);
  }

  /** 1 where |ρ − 1| > ε, else 0. */
  public Scalar clipFraction(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    return ifGreater(abs(ratio.minus(1)), epsilon, 1, 0);
  }
}
