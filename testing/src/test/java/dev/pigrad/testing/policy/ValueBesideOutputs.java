package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** Names what {@link ConstrainedLoss} names, and reads the value too. */
@Surrogate
public record ValueBesideOutputs() {
  /** The loss of one sample. */
  public Scalar loss(Step step, Scalar cost, Scalar price, Scalar penalty, Scalar costAgain) {
    return square(step.value()).plus(cost).plus(price).plus(penalty).plus(costAgain);
  }
}
