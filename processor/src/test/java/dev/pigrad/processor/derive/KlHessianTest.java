package dev.pigrad.processor.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.Verifier;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.pass.Inspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** M = ∂²KL(p‖q)/∂q² at q = p, for two distributions written out as equations. */
final class KlHessianTest {
  private static final double ROUNDING = 1e-12;

  /** KL(p‖q) of one family: leaves of q, and the same of p. */
  private record Divergence(
      List<Value> current, List<Value> old, List<Equation> equations, Value kl) {}

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void categoricalMetricIsTheCovarianceOfTheIndicators(
      @ForAll @IntRange(min = 1, max = 6) int size,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    Divergence kl = categorical(Fixtures.dim("Act", size));
    Value logits = kl.current().getFirst();
    Map<Value, double[][]> point = Map.of(logits, draw(rows, size, random));
    assertAllZero(gradient(kl, point, rows));
    double[][][] m = metric(kl, point, rows, logits);
    for (int r = 0; r < rows; r++) {
      double[] p = softmax(point.get(logits)[r]);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          double expected = (i == j ? p[i] : 0) - p[i] * p[j];
          assertEquals(expected, m[i][r][j], ROUNDING);
          assertEquals(m[j][r][i], m[i][r][j], ROUNDING);
        }
      }
      assertPositiveSemiDefinite(m, r, random);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void gaussianMetricCountsASharedDeviationOncePerSample(
      @ForAll @IntRange(min = 1, max = 6) int size,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    Divergence kl = gaussian(Fixtures.dim("Act", size));
    Value mean = kl.current().get(0);
    Value logStd = kl.current().get(1);
    Map<Value, double[][]> point =
        Map.of(mean, draw(rows, size, random), logStd, draw(1, size, random));
    assertAllZero(gradient(kl, point, rows));
    double[][][] ofMean = metric(kl, point, rows, mean);
    double[][][] ofLogStd = metric(kl, point, rows, logStd);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double precision = Math.exp(-2 * point.get(logStd)[0][i]);
        for (int r = 0; r < rows; r++) {
          assertEquals(
              i == j ? precision : 0,
              Evaluator.row(ofMean[i], r)[j],
              ROUNDING * Math.max(1, precision));
        }
        assertEquals(i == j ? 2 * rows : 0, ofLogStd[i][0][j], 1e-11 * rows);
      }
    }
  }

  @Property(tries = 1)
  void gaussianGradientInTheMeanVanishesInSimplification() {
    Divergence kl = gaussian(Fixtures.dim("Act", 3));
    AtOld atOld = new AtOld(kl.current(), kl.old());
    Builder b = Fixtures.builder();
    Value one = b.constant(1, kl.kl().type());
    Transpose.Transposed reverse =
        Derivative.reverse(kl.equations(), kl.current(), Map.of(kl.kl(), one));
    List<Equation> first =
        atOld.substitute(concat(kl.equations(), b.equations(), reverse.equations()));
    Simplification simple = Simplification.of("kl", List.of(), first, Inspection.NONE);
    for (Value contribution : reverse.contributions().get(kl.current().getFirst())) {
      assertTrue(simple.zeros().test(simple.of(atOld.of(contribution))));
    }
  }

  /** KL = Σ p (log p − log q) with log p = x − logSumExp x. */
  private static Divergence categorical(Dim act) {
    Value q = Fixtures.each("logits", act);
    Value p = Fixtures.each("oldLogits", act);
    Builder b = Fixtures.builder();
    Value logP = b.subtract(p, b.spread(b.apply(new LogSumExp(), p), act));
    Value logQ = b.subtract(q, b.spread(b.apply(new LogSumExp(), q), act));
    Value kl = b.sum(b.multiply(b.exp(logP), b.subtract(logP, logQ)));
    return new Divergence(List.of(q), List.of(p), b.equations(), kl);
  }

  /** KL = Σ (s − t + (e²ᵗ + (m − n)²) / 2e²ˢ − ½) of N(n, e²ᵗ) from N(m, e²ˢ), s shared. */
  private static Divergence gaussian(Dim act) {
    Value m = Fixtures.each("mean", act);
    Value s = Fixtures.shared("logStd", act);
    Value n = Fixtures.each("oldMean", act);
    Value t = Fixtures.each("oldLogStd", act);
    Builder b = Fixtures.builder();
    Value distance = b.subtract(m, n);
    Value squared = b.multiply(distance, distance);
    Value shift = b.subtract(s, t);
    Value moment = b.add(b.exp(b.add(t, t)), squared);
    Value variance = b.exp(b.add(s, s));
    Value ratio = b.divide(moment, b.add(variance, variance));
    Value half = b.constant(0.5, m.type());
    Value kl = b.sum(b.subtract(b.add(shift, ratio), half));
    return new Divergence(List.of(m, s), List.of(n, t), b.equations(), kl);
  }

  private static List<double[][]> gradient(Divergence kl, Map<Value, double[][]> point, int rows) {
    Builder b = Fixtures.builder();
    Value one = b.constant(1, kl.kl().type());
    Transpose.Transposed reverse =
        Derivative.reverse(kl.equations(), kl.current(), Map.of(kl.kl(), one));
    List<Equation> equations = concat(kl.equations(), b.equations(), reverse.equations());
    return kl.current().stream()
        .map(leaf -> atOld(kl, point, rows, equations, reverse.contributions().get(leaf)))
        .toList();
  }

  /** M eᵢ for each unit vector of {@code leaf}, as the planner derives it. */
  private static double[][][] metric(
      Divergence kl, Map<Value, double[][]> point, int rows, Value leaf) {
    int size = leaf.type().dim().size();
    double[][][] columns = new double[size][][];
    for (int i = 0; i < size; i++) {
      Value direction = Derivative.tangentOf(leaf);
      Map<Value, double[][]> extended = new LinkedHashMap<>(point);
      double[][] unit = new double[point.get(leaf).length][size];
      for (double[] row : unit) {
        row[i] = 1;
      }
      extended.put(direction, unit);
      columns[i] = along(kl, extended, rows, leaf, direction);
    }
    return columns;
  }

  private static double[][] along(
      Divergence kl, Map<Value, double[][]> point, int rows, Value leaf, Value direction) {
    Builder b = Fixtures.builder();
    Value one = b.constant(1, kl.kl().type());
    Transpose.Transposed reverse =
        Derivative.reverse(kl.equations(), kl.current(), Map.of(kl.kl(), one));
    List<Equation> first = concat(kl.equations(), b.equations(), reverse.equations());
    Linearise.Linear second = Linearise.of(first, Map.of(leaf, direction));
    List<Value> derivatives =
        reverse.contributions().get(leaf).stream()
            .map(second.tangents()::get)
            .filter(java.util.Objects::nonNull)
            .toList();
    return atOld(kl, point, rows, concat(first, second.equations()), derivatives);
  }

  /** The sum of {@code summands} at p := q, simplified; the plain equations are to agree. */
  private static double[][] atOld(
      Divergence kl,
      Map<Value, double[][]> point,
      int rows,
      List<Equation> equations,
      List<Value> summands) {
    AtOld atOld = new AtOld(kl.current(), kl.old());
    List<Equation> substituted = atOld.substitute(equations);
    Verifier.check(point.keySet(), substituted);
    Simplification simple = Simplification.of("kl", List.of(), substituted, Inspection.NONE);
    Verifier.check(point.keySet(), simple.equations());
    double[][] plain =
        total(Evaluator.run(rows, point, substituted), summands.stream().map(atOld::of).toList());
    double[][] simplified =
        total(
            Evaluator.run(rows, point, simple.equations()),
            summands.stream().map(v -> simple.of(atOld.of(v))).toList());
    Fixtures.assertClose(plain, simplified, ROUNDING, () -> "simplification");
    return simplified;
  }

  /** Sums in as many rows as the widest summand has. */
  private static double[][] total(Map<Value, double[][]> values, List<Value> summands) {
    double[][][] all = summands.stream().map(values::get).toArray(double[][][]::new);
    int rows = Stream.of(all).mapToInt(x -> x.length).max().orElse(1);
    double[][] total = new double[rows][all[0][0].length];
    for (double[][] summand : all) {
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < total[r].length; i++) {
          total[r][i] += Evaluator.row(summand, r)[i];
        }
      }
    }
    return total;
  }

  private static void assertAllZero(List<double[][]> gradients) {
    gradients.forEach(
        g -> Fixtures.assertClose(new double[g.length][g[0].length], g, 1e-11, () -> "gradient"));
  }

  private static void assertPositiveSemiDefinite(double[][][] m, int row, Random random) {
    for (int round = 0; round < 5; round++) {
      double[] v = draw(1, m.length, random)[0];
      double square = 0;
      for (int i = 0; i < v.length; i++) {
        for (int j = 0; j < v.length; j++) {
          square += v[i] * m[i][row][j] * v[j];
        }
      }
      assertTrue(square >= -ROUNDING);
    }
  }

  private static double[][] draw(int rows, int size, Random random) {
    double[][] entries = new double[rows][size];
    for (double[] row : entries) {
      java.util.Arrays.setAll(row, i -> random.nextDouble(-2, 2));
    }
    return entries;
  }

  private static double[] softmax(double[] x) {
    double sum = java.util.Arrays.stream(x).map(Math::exp).sum();
    return java.util.Arrays.stream(x).map(e -> Math.exp(e) / sum).toArray();
  }

  @SafeVarargs
  private static List<Equation> concat(List<Equation>... parts) {
    List<Equation> all = new ArrayList<>();
    for (List<Equation> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
