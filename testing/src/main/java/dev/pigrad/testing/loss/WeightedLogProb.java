package dev.pigrad.testing.loss;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code w log π(a|s)}: its gradient is Jᵀ w, J the Jacobian of that quantity. */
@Surrogate
public record WeightedLogProb() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.logProb().times(step.weight());
  }
}
