package dev.pigrad.testing;

import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/** Where the body's results are numbers, so are those of what was generated. */
final class Extremes {
  /** How much further than usual parameters lie. */
  private static final double FAR = 16;

  /** Squares and products of such numbers are in the range of single precision. */
  private static final double LARGE = 1e12;

  private Extremes() {}

  static void finiteness(Trial trial, List<Backend> backends) {
    Setting reference = Setting.of(trial);
    reference.theta().scale(FAR);
    if (!reference.policy().program().distribution().isEmpty()) {
      reference.policy().replay(reference.theta(), reference.batch()); // inside the support
    }
    for (Backend backend : backends) {
      if (backend.missing().isEmpty()) {
        check(backend, reference.on(backend.shared()));
      }
    }
  }

  private static void check(Backend backend, Setting s) {
    Parameters v = s.direction(1);
    EagerPoint moving = s.moving(v);
    boolean[] isModerate = new boolean[s.batch().rows()];
    for (int row = 0; row < isModerate.length; row++) {
      var logProb = moving.logProb(s.batch(), row);
      isModerate[row] = Math.abs(logProb.value()) < LARGE && Math.abs(logProb.tangent()) < LARGE;
    }
    finite(backend, "log π", s.policy().logProb(s.theta(), s.batch()), isModerate);
    for (int row = 0; row < isModerate.length; row++) {
      Parameters score = s.policy().newGradient();
      s.policy().scoreGradient(s.theta(), new double[] {1}, s.row(row), score);
      boolean[] each = new boolean[score.size()];
      Arrays.fill(each, isModerate[row]);
      finite(backend, "∇ log π of row " + row, score.toDoubleArray(), each);
    }
    if (s.policy().program().offers().contains(Quantity.VALUE)) {
      boolean[] each = new boolean[isModerate.length];
      Arrays.fill(each, true);
      finite(backend, "value", s.policy().value(s.theta(), s.batch()), each);
    }
  }

  private static void finite(Backend backend, String what, double[] found, boolean[] isModerate) {
    int[] wrong =
        IntStream.range(0, found.length)
            .filter(i -> isModerate[i] && !Double.isFinite(found[i]))
            .toArray();
    Verdict.on(
        wrong.length == 0,
        () ->
            new AssertionFailedError(
                "%s on %s: entry %d is %s where the body's is a number"
                    .formatted(what, backend, wrong[0], found[wrong[0]])));
  }
}
