package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.min;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * {@code −min(ρ Â, clip(ρ, 1−ε, 1+ε) Â)}: PPO's policy loss alone (Schulman et al. 2017, equation
 * 7). Its gradient is exactly 0 where the clip binds.
 *
 * @param epsilon the clip range ε, at least 0
 */
@Surrogate
public record ClippedSurrogate(double epsilon) {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
    return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
  }
}
