package dev.pigrad.testing.loss;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.min;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * {@code −min(ρ A, clip(ρ, 1 ± ε) A)}, ρ = π/π_old.
 *
 * @param epsilon half the clip range
 */
@Surrogate
public record ClippedRatio(double epsilon) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
    return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
  }
}
