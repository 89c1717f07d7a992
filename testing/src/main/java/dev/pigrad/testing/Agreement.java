package dev.pigrad.testing;

import dev.pigrad.runtime.ParameterLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/**
 * Whether two computations of one thing agree; if not, the failure names the worst entry by its
 * tensor and position, expected and found, and the error in units in the last place.
 */
public final class Agreement {
  private final String what;
  private final IntFunction<String> names;

  private Agreement(String what, IntFunction<String> names) {
    this.what = what;
    this.names = names;
  }

  /** Of a value per row of a batch. */
  public static Agreement ofRows(String what) {
    return new Agreement(what, row -> "row " + row);
  }

  /** Of the entries of a vector. */
  static Agreement ofEntries(String what) {
    return new Agreement(what, entry -> "entry " + entry);
  }

  /** Of single numbers. */
  static Agreement of(String what) {
    return new Agreement(what, position -> "result");
  }

  /** Fails unless two numbers differ by no more than an absolute error. */
  void check(double expected, double found, double allowed) {
    check(new double[] {expected}, new double[] {found}, allowed);
  }

  /** Of vectors in the space of a policy's parameters. */
  public static Agreement ofParameters(String what, ParameterLayout layout) {
    return new Agreement(what, position -> name(layout, position));
  }

  /** Fails unless every entry is within the tolerance of the one expected. */
  public void check(double[] expected, double[] found, Tolerance tolerance) {
    check(expected, found, tolerance.allowed(largest(expected)));
  }

  /** Fails unless every entry is within an absolute error of the one expected. */
  public void check(double[] expected, double[] found, double allowed) {
    if (expected.length != found.length) {
      throw new AssertionFailedError(
          what + ": expected " + expected.length + " entries, found " + found.length);
    }
    int[] wrong =
        IntStream.range(0, expected.length)
            .filter(i -> !isWithin(expected[i], found[i], allowed))
            .toArray();
    Verdict.on(wrong.length == 0, () -> failure(expected, found, allowed, wrong));
  }

  /** Equal infinities agree; NaN agrees with nothing. */
  private static boolean isWithin(double expected, double found, double allowed) {
    return expected == found || Math.abs(expected - found) <= allowed;
  }

  private AssertionFailedError failure(
      double[] expected, double[] found, double allowed, int[] wrong) {
    int worst = wrong[0];
    for (int i : wrong) {
      if (badness(expected[i], found[i]) > badness(expected[worst], found[worst])) {
        worst = i;
      }
    }
    double error = Math.abs(expected[worst] - found[worst]);
    String message =
        String.format(
            Locale.ROOT,
            "%s: %s: expected %s, found %s, error %.3g (%.3g ulps), allowed %.3g; %d of %d differ,"
                + " from %s to %s",
            what,
            names.apply(worst),
            expected[worst],
            found[worst],
            error,
            error / Math.ulp(expected[worst]),
            allowed,
            wrong.length,
            expected.length,
            names.apply(wrong[0]),
            names.apply(wrong[wrong.length - 1]));
    return new AssertionFailedError(message, expected[worst], found[worst]);
  }

  /** The error, where NaN is worse than any number. */
  private static double badness(double expected, double found) {
    double error = Math.abs(expected - found);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** The largest entry in magnitude. */
  public static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** {@code first.weight[1, 2]}. */
  static String name(ParameterLayout layout, int position) {
    for (ParameterLayout.Entry entry : layout.entries()) {
      int within = position - entry.offset();
      if (within >= 0 && within < entry.size()) {
        return entry.name() + index(entry, within);
      }
    }
    throw new IndexOutOfBoundsException(position);
  }

  private static String index(ParameterLayout.Entry entry, int within) {
    if (entry.shape().size() < 2) {
      return entry.shape().isEmpty() ? "" : "[" + within + "]";
    }
    int columns = entry.shape().getLast();
    return "[" + within / columns + ", " + within % columns + "]";
  }
}
