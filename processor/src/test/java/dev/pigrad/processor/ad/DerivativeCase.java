package dev.pigrad.processor.ad;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.Verifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Equations at a point, and what must hold for their derivatives there.
 *
 * @param rows number of samples
 * @param point values of all inputs
 * @param inputs what to differentiate with respect to
 * @param outputs what to differentiate
 */
record DerivativeCase(
    int rows,
    Map<Value, double[][]> point,
    List<Value> inputs,
    List<Equation> equations,
    List<Value> outputs) {
  private static final double STEP = 0.004;

  /** J v by forward mode is the slope along v. */
  void checkForward(Random random, double tolerance) {
    Map<Value, double[][]> direction = random(inputs, random);
    Map<Value, double[][]> forward = forward(direction);
    Map<Value, double[][]> coarse = difference(direction, STEP);
    Map<Value, double[][]> middle = difference(direction, STEP / 2);
    Map<Value, double[][]> fine = difference(direction, STEP / 4);
    for (Value output : outputs) {
      // the truncation errors of order h² and h⁴ cancel; what the last step changed bounds the rest
      double[][] first = combine(4.0 / 3, fine.get(output), -1.0 / 3, middle.get(output));
      double[][] second = combine(4.0 / 3, middle.get(output), -1.0 / 3, coarse.get(output));
      double[][] slope = combine(16.0 / 15, first, -1.0 / 15, second);
      double truncation = largest(combine(1, slope, -1, first));
      Fixtures.assertClose(
          slope,
          forward.get(output),
          tolerance + 10 * truncation,
          () -> describe("J v of " + output));
    }
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩. */
  void checkAdjoint(Random random, double tolerance) {
    Map<Value, double[][]> v = random(inputs, random);
    Map<Value, double[][]> u = random(outputs, random);
    Map<Value, double[][]> forward = forward(v);
    Map<Value, double[][]> reverse = reverse(u);
    double difference = Math.abs(dot(forward, u, false) - dot(v, reverse, false));
    double scale = 1e-3 + dot(forward, u, true) + dot(v, reverse, true);
    assertTrue(difference <= tolerance * scale, () -> describe("⟨Jv,u⟩ − ⟨v,Jᵀu⟩ = " + difference));
  }

  /** The gradient of ⟨outputs, u⟩ as equations of its own, at the same point. */
  DerivativeCase gradient(Random random) {
    Map<Value, double[][]> extended = new HashMap<>(point);
    Map<Value, Value> cotangents = cotangents();
    Map<Value, double[][]> u = random(outputs, random);
    cotangents.forEach((output, cotangent) -> extended.put(cotangent, u.get(output)));
    Transpose.Transposed reverse = Derivative.reverse(equations, inputs, cotangents);
    List<Equation> all = new ArrayList<>(equations);
    all.addAll(reverse.equations());
    Builder b = Fixtures.builder();
    List<Value> gradient = new ArrayList<>();
    reverse.contributions().values().stream()
        .flatMap(summands -> summands.stream().reduce(b::add).stream())
        .forEach(gradient::add);
    all.addAll(b.equations());
    return new DerivativeCase(rows, extended, inputs, all, gradient);
  }

  Map<Value, double[][]> forward(Map<Value, double[][]> direction) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    Map<Value, double[][]> values = new HashMap<>(point);
    for (Value input : inputs) {
      Value seed = Derivative.tangentOf(input);
      seeds.put(input, seed);
      values.put(seed, direction.get(input));
    }
    Linearise.Linear linear = Linearise.of(equations, seeds);
    List<Equation> all = verified(values, linear.equations());
    Map<Value, double[][]> results = Evaluator.run(rows, values, all);
    Map<Value, double[][]> forward = new HashMap<>();
    for (Value output : outputs) {
      Value tangent = linear.tangents().get(output);
      forward.put(output, tangent == null ? zeros(output) : results.get(tangent));
    }
    return forward;
  }

  Map<Value, double[][]> reverse(Map<Value, double[][]> u) {
    Map<Value, Value> cotangents = cotangents();
    Map<Value, double[][]> values = new HashMap<>(point);
    cotangents.forEach((output, cotangent) -> values.put(cotangent, u.get(output)));
    Transpose.Transposed reverse = Derivative.reverse(equations, inputs, cotangents);
    List<Equation> all = verified(values, reverse.equations());
    Map<Value, double[][]> results = Evaluator.run(rows, values, all);
    Map<Value, double[][]> gradient = new HashMap<>();
    for (Value input : inputs) {
      double[][] sum = zeros(input);
      for (Value summand : reverse.contributions().get(input)) {
        assertFalse(
            summand.type().batched() && !input.type().batched(),
            () -> describe("a summand per sample for the shared " + input));
        add(sum, results.get(summand));
      }
      gradient.put(input, sum);
    }
    return gradient;
  }

  /** Central differences along {@code direction}. */
  private Map<Value, double[][]> difference(Map<Value, double[][]> direction, double step) {
    Map<Value, double[][]> forward = moved(direction, step);
    Map<Value, double[][]> backward = moved(direction, -step);
    Map<Value, double[][]> difference = new HashMap<>();
    for (Value output : outputs) {
      difference.put(
          output, combine(0.5 / step, forward.get(output), -0.5 / step, backward.get(output)));
    }
    return difference;
  }

  private Map<Value, double[][]> moved(Map<Value, double[][]> direction, double step) {
    Map<Value, double[][]> values = new HashMap<>(point);
    for (Value input : inputs) {
      values.put(input, combine(1, point.get(input), step, direction.get(input)));
    }
    return Evaluator.run(rows, values, equations);
  }

  /** Equations and what was derived from them, verified. */
  private List<Equation> verified(Map<Value, double[][]> known, List<Equation> derived) {
    List<Equation> all = new ArrayList<>(equations);
    all.addAll(derived);
    Verifier.check(known.keySet(), all);
    return all;
  }

  private Map<Value, Value> cotangents() {
    Map<Value, Value> cotangents = new LinkedHashMap<>();
    outputs.forEach(v -> cotangents.put(v, new Value("d" + v.name(), v.type())));
    return cotangents;
  }

  private double[][] zeros(Value value) {
    return new double[value.type().batched() ? rows : 1][Evaluator.size(value.type())];
  }

  private Map<Value, double[][]> random(List<Value> values, Random random) {
    Map<Value, double[][]> drawn = new HashMap<>();
    for (Value value : values) {
      double[][] entries = zeros(value);
      for (double[] row : entries) {
        Arrays.setAll(row, i -> random.nextDouble(-1, 1));
      }
      drawn.put(value, entries);
    }
    return drawn;
  }

  /** The inner product; a shared value stands for a row of each sample where the other has them. */
  private static double dot(Map<Value, double[][]> x, Map<Value, double[][]> y, boolean absolute) {
    double sum = 0;
    for (Value value : x.keySet()) {
      double[][] first = x.get(value);
      double[][] second = y.get(value);
      for (int r = 0; r < Math.max(first.length, second.length); r++) {
        for (int i = 0; i < first[0].length; i++) {
          double product = Evaluator.row(first, r)[i] * Evaluator.row(second, r)[i];
          sum += absolute ? Math.abs(product) : product;
        }
      }
    }
    return sum;
  }

  private static void add(double[][] sum, double[][] summand) {
    for (int r = 0; r < sum.length; r++) {
      for (int i = 0; i < sum[r].length; i++) {
        sum[r][i] += Evaluator.row(summand, r)[i];
      }
    }
  }

  /** a x + b y. */
  private static double[][] combine(double a, double[][] x, double b, double[][] y) {
    double[][] combined = new double[x.length][x[0].length];
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < x[r].length; i++) {
        combined[r][i] = a * x[r][i] + b * y[r][i];
      }
    }
    return combined;
  }

  private static double largest(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }

  private String describe(String problem) {
    StringBuilder text = new StringBuilder(problem).append(", ").append(rows).append(" rows\n");
    point.forEach(
        (v, x) -> text.append(v).append(" = ").append(Arrays.deepToString(x)).append('\n'));
    equations.forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }
}
