package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** A Lagrangian in the outputs of {@link OutputsPolicy}; the value has no part in it. */
@Surrogate
public record ConstrainedLoss() {
  /** The loss of one sample. */
  public Scalar loss(Step step, Scalar cost, Scalar price, Scalar penalty, Scalar costAgain) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var fit = error(step, cost).plus(costAgain.times(cost));
    return fit.plus(exp(price).times(ratio)).plus(penalty.times(step.advantage()));
  }

  /** How far the cost is from its target. */
  public Scalar error(Step step, Scalar cost) {
    return square(cost.minus(step.returnTarget()));
  }
}
