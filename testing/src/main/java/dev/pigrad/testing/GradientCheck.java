package dev.pigrad.testing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Compares a gradient with differences of its function; usable from any test framework:
 *
 * <pre>{@code
 * GradientCheck.of(x -> loss(x), x -> gradient(x)).operations(200).at(1.5, -2);
 * }</pre>
 *
 * <p>The differences are central ones at steps h, h/2, h/4, … extrapolated to h = 0 (Ridders,
 * 1982), and what is allowed follows from what they are made of: a rounding of each operation of
 * the function over the step, and how much the last extrapolation changed; and of the gradient
 * under test a rounding of each of its own operations. Nothing is to be loosened by hand.
 */
public final class GradientCheck {
  private static final int LEVELS = 6;
  private static final int DEFAULT_OPERATIONS = 64;

  private final ToDoubleFunction<double[]> function;
  private final Function<double[], double[]> gradient;
  private final double unitRoundoff;
  private final double ofFunction;
  private final long operations;

  private GradientCheck(
      ToDoubleFunction<double[]> function,
      Function<double[], double[]> gradient,
      double unitRoundoff,
      double ofFunction,
      long operations) {
    this.function = function;
    this.gradient = gradient;
    this.unitRoundoff = unitRoundoff;
    this.ofFunction = ofFunction;
    this.operations = operations;
  }

  /** A function in double precision and its gradient. */
  public static GradientCheck of(
      ToDoubleFunction<double[]> function, Function<double[], double[]> gradient) {
    return new GradientCheck(
        function, gradient, Tolerance.DOUBLE, Tolerance.DOUBLE, DEFAULT_OPERATIONS);
  }

  /** A function in single precision and its gradient. */
  public static GradientCheck ofFloats(
      ToDoubleFunction<float[]> function, Function<float[], float[]> gradient) {
    return new GradientCheck(
        x -> function.applyAsDouble(floats(x)),
        x -> doubles(gradient.apply(floats(x))),
        Tolerance.FLOAT,
        Tolerance.FLOAT,
        DEFAULT_OPERATIONS);
  }

  /**
   * The gradient in single precision of a function that is known in double precision: far sharper
   * than differences of single precision.
   */
  public static GradientCheck ofFloatGradient(
      Function<float[], float[]> gradient, ToDoubleFunction<double[]> exactFunction) {
    return new GradientCheck(
        exactFunction,
        x -> doubles(gradient.apply(floats(x))),
        Tolerance.FLOAT,
        Tolerance.DOUBLE,
        DEFAULT_OPERATIONS);
  }

  /**
   * The same for a function of this many floating-point operations on the longest way from an
   * argument to the result; 64 unless said.
   */
  public GradientCheck operations(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a function has 1 operation or more, found " + count);
    }
    return new GradientCheck(function, gradient, unitRoundoff, ofFunction, count);
  }

  /**
   * One entry of a gradient.
   *
   * @param entry its position
   * @param analytic the gradient under test
   * @param numeric by differences
   * @param allowed the largest difference between the two
   */
  public record Entry(int entry, double analytic, double numeric, double allowed) {
    /** Whether the two agree. */
    public boolean agrees() {
      return Math.abs(analytic - numeric) <= allowed;
    }

    /** The error in units in the last place of the numeric one, as the gradient's precision has. */
    double ulps(double unitRoundoff) {
      return Math.abs(analytic - numeric) / ulp(unitRoundoff);
    }

    double ulp(double unitRoundoff) {
      return Math.max(2 * unitRoundoff * Math.abs(numeric), Double.MIN_NORMAL);
    }
  }

  /** Compares every entry at a point. */
  public Report report(double... point) {
    double[] analytic = gradient.apply(point.clone());
    if (analytic.length != point.length) {
      throw new IllegalArgumentException(
          "a gradient has an entry for each of %d arguments, found %d"
              .formatted(point.length, analytic.length));
    }
    double scale = Arrays.stream(analytic).map(Math::abs).max().orElse(0);
    return new Report(
        IntStream.range(0, point.length)
            .mapToObj(i -> entry(point, i, analytic[i], scale))
            .toArray(Entry[]::new),
        point.clone(),
        unitRoundoff);
  }

  /**
   * Fails unless every entry agrees at a point.
   *
   * @throws AssertionFailedError with the report
   */
  public void at(double... point) {
    Report report = report(point);
    Verdict.on(report.agrees(), () -> new AssertionFailedError(report.toString()));
  }

  /** Fails unless every entry agrees at some points around the origin, drawn from a seed. */
  public void atRandom(int arguments, int points, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < points; i++) {
      at(random.doubles(arguments, -2, 2).toArray());
    }
  }

  private Entry entry(double[] point, int i, double analytic, double scale) {
    // a step that is right for a smooth function is wrong for a steep one: the sharpest counts
    return DoubleStream.of(0x1p-2, 0x1p-5, 0x1p-8)
        .map(step -> step * Math.max(1, Math.abs(point[i])))
        .mapToObj(step -> entry(point, i, analytic, scale, step))
        .min(Comparator.comparingDouble(Entry::allowed))
        .orElseThrow();
  }

  private Entry entry(double[] point, int i, double analytic, double scale, double first) {
    double[] row = new double[0];
    double size = 0;
    Entry best = new Entry(i, analytic, Double.NaN, Double.POSITIVE_INFINITY);
    for (int level = 0; level < LEVELS; level++) {
      double step = first / (1 << level);
      double right = moved(point, i, step);
      double left = moved(point, i, -step);
      size = Math.max(size, Math.max(Math.abs(right), Math.abs(left)));
      double[] next = extrapolated((right - left) / width(point[i], step), row);
      if (level > 0) {
        double change = Math.abs(next[level] - row[level - 1]);
        double rounding = ofFunction * operations * size / step;
        double ofGradient = unitRoundoff * operations * (scale + size);
        double allowed = 4 * (change + rounding) + ofGradient;
        if (allowed < best.allowed()) {
          best = new Entry(i, analytic, next[level], allowed);
        }
      }
      row = next;
    }
    return best;
  }

  /** The next row of Neville's table: in column k the error of order h²ᵏ has cancelled. */
  private static double[] extrapolated(double difference, double[] row) {
    double[] next = new double[row.length + 1];
    next[0] = difference;
    double power = 1;
    for (int k = 1; k < next.length; k++) {
      power *= 4;
      next[k] = (power * next[k - 1] - row[k - 1]) / (power - 1);
    }
    return next;
  }

  /** What the two points differ by, as the function has them. */
  private double width(double at, double step) {
    return rounded(at + step) - rounded(at - step);
  }

  private double rounded(double x) {
    return ofFunction == Tolerance.FLOAT ? (float) x : x;
  }

  private double moved(double[] point, int i, double step) {
    double[] there = point.clone();
    there[i] = rounded(there[i] + step);
    return function.applyAsDouble(there);
  }

  private static float[] floats(double[] x) {
    float[] floats = new float[x.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) x[i];
    }
    return floats;
  }

  private static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }

  /**
   * What was compared; {@link #toString} is a table of it, the wrong entries marked: of a long one
   * those that are furthest off.
   */
  public static final class Report {
    private static final int SHOWN = 20;

    private final Entry[] entries;
    private final double[] point;
    private final double unitRoundoff;

    Report(Entry[] entries, double[] point, double unitRoundoff) {
      this.entries = entries;
      this.point = point;
      this.unitRoundoff = unitRoundoff;
    }

    /** Every entry. */
    public List<Entry> entries() {
      return List.of(entries);
    }

    /** Whether all entries agree. */
    public boolean agrees() {
      return Arrays.stream(entries).allMatch(Entry::agrees);
    }

    @Override
    public String toString() {
      long wrong = Arrays.stream(entries).filter(e -> !e.agrees()).count();
      String counts =
          "%d of %d entries are wrong at %s".formatted(wrong, entries.length, brief(point));
      String head =
          "%7s %24s %24s %12s %12s".formatted("entry", "analytic", "numeric", "ulps", "allowed");
      Stream<Entry> shown =
          entries.length <= SHOWN
              ? Arrays.stream(entries)
              : Arrays.stream(entries)
                  .sorted(Comparator.comparingDouble(Report::excess).reversed())
                  .limit(SHOWN);
      return Stream.concat(Stream.of(counts, head), shown.map(this::line))
          .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String brief(double[] numbers) {
      return numbers.length <= SHOWN
          ? Arrays.toString(numbers)
          : Arrays.toString(Arrays.copyOf(numbers, SHOWN)).replace("]", ", …]");
    }

    /** How many times what is allowed; what is no number is worst. */
    private static double excess(Entry e) {
      double times = Math.abs(e.analytic() - e.numeric()) / e.allowed();
      return Double.isNaN(times) ? Double.POSITIVE_INFINITY : times;
    }

    private String line(Entry e) {
      return String.format(
          Locale.ROOT,
          "%7d %24s %24s %12.3g %12.3g%s",
          e.entry(),
          e.analytic(),
          e.numeric(),
          e.ulps(unitRoundoff),
          e.allowed() / e.ulp(unitRoundoff),
          e.agrees() ? "" : "  wrong");
    }
  }
}
