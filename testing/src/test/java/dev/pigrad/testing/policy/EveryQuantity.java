package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * A loss that reads all that a step has, none of it linearly: PPO's clipped value loss, a barrier
 * on the divergence, weights.
 *
 * @param range how far the value may move
 * @param temperature the weight of the entropy
 */
@Surrogate
public record EveryQuantity(double range, double temperature) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var policy = tanh(ratio).times(step.advantage()).minus(log(softplus(ratio)));
    var barrier = square(step.kl()).plus(square(step.entropy()).times(temperature));
    return policy.plus(barrier).plus(valueLoss(step)).times(step.weight());
  }

  /** The larger of the errors of the value and of the value that stays near the old one. */
  public Scalar valueLoss(Step step) {
    var change = clip(step.value().minus(step.oldValue()), -range, range);
    var near = step.oldValue().plus(change);
    return max(
        square(step.value().minus(step.returnTarget())), square(near.minus(step.returnTarget())));
  }
}
