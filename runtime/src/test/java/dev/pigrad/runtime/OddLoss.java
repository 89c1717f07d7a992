package dev.pigrad.runtime;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** A loss that has a derivative in every quantity: PPO's with a penalty on the divergence. */
@Surrogate
public record OddLoss(double epsilon) {
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
    var gain = min(ratio.times(step.advantage()), clipped.times(step.advantage()));
    return step.kl().minus(gain).minus(step.entropy().times(0.01)).plus(valueLoss(step));
  }

  public Scalar valueLoss(Step step) {
    return square(step.value().minus(step.returnTarget()));
  }
}
