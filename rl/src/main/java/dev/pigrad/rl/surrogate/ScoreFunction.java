package dev.pigrad.rl.surrogate;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * {@code −Â log π(a|s)}: its gradient is the score-function estimate of the policy gradient
 * (REINFORCE, Williams 1992). Valid at the parameters that acted.
 */
@Surrogate
public record ScoreFunction() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.advantage().times(step.logProb()).negate();
  }
}
