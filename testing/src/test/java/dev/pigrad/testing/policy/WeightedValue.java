package dev.pigrad.testing.policy;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** w V(s): its gradient is Jᵀ w, J the Jacobian of the values. */
@Surrogate
public record WeightedValue() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.value().times(step.weight());
  }
}
