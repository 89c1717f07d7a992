package dev.pigrad.rl.optimizer;

import dev.pigrad.runtime.Parameters;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Tries {@code θ = θ_old + αʲ s} for j = 0, 1, … and keeps the first that is acceptable: the
 * smallest j, the longest step.
 *
 * @param shrink α, in (0, 1)
 * @param trials how many j are tried, at least 1
 */
public record BacktrackingLineSearch(double shrink, int trials) {
  /** Checks both. */
  public BacktrackingLineSearch {
    if (!(shrink > 0 && shrink < 1)) {
      throw new IllegalArgumentException("shrink lies in (0, 1), found " + shrink);
    }
    if (trials < 1) {
      throw new IllegalArgumentException("there is at least 1 trial, found " + trials);
    }
  }

  /**
   * Moves θ.
   *
   * @param theta θ_old; the accepted point afterwards, or θ_old if there is none
   * @param step s; its contents are used up
   * @param origin where θ_old is kept meanwhile
   * @param isAcceptable whether θ may stay where it is now
   * @return j, or nothing if no trial was acceptable
   */
  public OptionalInt search(
      Parameters theta, Parameters step, Parameters origin, BooleanSupplier isAcceptable) {
    origin.fill(0);
    origin.axpy(1, theta);
    for (int j = 0; j < trials; j++) {
      theta.axpy(1, step);
      if (isAcceptable.getAsBoolean()) {
        return OptionalInt.of(j);
      }
      theta.fill(0);
      theta.axpy(1, origin);
      step.scale(shrink);
    }
    return OptionalInt.empty();
  }
}
