package dev.pigrad.testing.loss;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code w KL(π_old ‖ π)}: its gradient is Jᵀ w, J the Jacobian of that quantity. */
@Surrogate
public record WeightedDivergence() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.kl().times(step.weight());
  }
}
