package dev.pigrad.rl.surrogate;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code −log π(a|s)}: maximum likelihood, behavioural cloning. */
@Surrogate
public record NegativeLogLikelihood() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return step.logProb().negate();
  }
}
