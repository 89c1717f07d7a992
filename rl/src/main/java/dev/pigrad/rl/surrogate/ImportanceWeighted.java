package dev.pigrad.rl.surrogate;

import static dev.pigrad.lang.Ops.exp;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

/**
 * {@code −ρ Â} with the ratio {@code ρ = π(a|s) / π_old(a|s)}: the objective of TRPO (Schulman et
 * al. 2015, equation 14). At π = π_old its gradient is that of {@link ScoreFunction}.
 */
@Surrogate
public record ImportanceWeighted() {
  /** The loss of one sample. */
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    return ratio.times(step.advantage()).negate();
  }
}
