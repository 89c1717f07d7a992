package dev.pigrad.testing.loss;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code w H(π(·|s))}: its gradient is Jᵀ w, J the Jacobian of that quantity. */
@Surrogate
public record WeightedEntropy() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.entropy().times(step.weight());
  }
}
