package dev.pigrad.testing.loss;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code −A log π(a|s)}, the score function's estimator. */
@Surrogate
public record ScoreFunction() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.logProb().times(step.advantage()).negate();
  }
}
