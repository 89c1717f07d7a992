package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/** {@code (V(s) − R)²}: regression of the value function on return targets. */
@Surrogate
public record ValueFit() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    return square(step.value().minus(step.returnTarget()));
  }
}
