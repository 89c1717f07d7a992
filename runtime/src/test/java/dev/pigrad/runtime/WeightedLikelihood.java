package dev.pigrad.runtime;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** A loss in nothing but log π. */
@Surrogate
public record WeightedLikelihood() {
  public Scalar loss(Step step) {
    return step.logProb().times(step.advantage()).negate();
  }
}
