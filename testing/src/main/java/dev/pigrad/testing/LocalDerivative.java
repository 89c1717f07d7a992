package dev.pigrad.testing;

import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.GammaQuantile;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Triangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One equation by itself: whether its linearisation is the slope of what it computes, and whether
 * each linear step of that has its transpose. What is left when all hold is the composition, which
 * has no rules of its own.
 */
final class LocalDerivative {
  private static final double STEP = 0x1p-9;

  /** Of a slope: rounding of the results over the step, and more. */
  private static final double PRECISION = 1e-9;

  private final Equations equations;
  private final Random random = new Random(1);

  LocalDerivative(Equations equations) {
    this.equations = equations;
  }

  /**
   * What is wrong.
   *
   * @param primitive whose rule it is
   * @param rule which rule
   * @param input the worst input
   */
  record Fault(Primitive primitive, String rule, double expected, double found, String input) {}

  /** The fault of an equation, if there is one; a rule that throws is at fault. */
  Optional<Fault> of(Equation equation) {
    if (isHeld(equation.primitive())) {
      return Optional.empty();
    }
    try {
      return checked(equation, moving(equation)).or(() -> inOneOperand(equation));
    } catch (RuntimeException thrown) {
      return Optional.of(
          new Fault(equation.primitive(), "derivative", Double.NaN, Double.NaN, thrown.toString()));
    }
  }

  /** Where only one operand moves, which rules treat apart. */
  private Optional<Fault> inOneOperand(Equation equation) {
    Set<Value> moving = moving(equation);
    return moving.size() < 2
        ? Optional.empty()
        : moving.stream().flatMap(x -> checked(equation, Set.of(x)).stream()).findFirst();
  }

  private static Set<Value> moving(Equation equation) {
    return equation.operands().stream()
        .filter(operand -> operand.type().kind() == Type.Kind.REAL)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<Fault> checked(Equation equation, Set<Value> moving) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    Map<Value, double[][]> values = new HashMap<>(equations.values());
    for (Value operand : moving) {
      Value seed = new Value(operand.name() + "Tangent", operand.type());
      seeds.put(operand, seed);
      values.put(seed, relative(known(values, operand)));
    }
    Linearise.Linear linear = Linearise.of(List.of(equation), seeds);
    values.putAll(run(values, linear.equations()));
    Value tangent = linear.tangents().get(equation.result());
    double[][] found = tangent == null ? zeros(equation.result()) : known(values, tangent);
    return slopeFault(equation, seeds, values, found)
        .or(() -> transposeFault(linear.equations(), new HashSet<>(seeds.values()), values));
  }

  /** Whether the derivative is zero by definition. */
  private static boolean isHeld(Primitive primitive) {
    return primitive instanceof Argmax
        || primitive instanceof Constant
        || primitive instanceof GammaQuantile
        || primitive instanceof Greater
        || primitive instanceof Largest
        || primitive instanceof Sign
        || primitive instanceof StopGradient
        || primitive instanceof Triangle;
  }

  private Optional<Fault> slopeFault(
      Equation equation, Map<Value, Value> seeds, Map<Value, double[][]> values, double[][] found) {
    double[][] here = known(values, equation.result());
    double[][] right = slope(equation, seeds, values, STEP);
    double[][] left = slope(equation, seeds, values, -STEP);
    double[][] finer = slope(equation, seeds, values, STEP / 2);
    double[][] finerLeft = slope(equation, seeds, values, -STEP / 2);
    Optional<Fault> worst = Optional.empty();
    double worstError = 0;
    for (int r = 0; r < Math.max(found.length, right.length); r++) {
      double rounding = roundingOfMoved(seeds.keySet(), values, r);
      for (int i = 0; i < here[0].length; i++) {
        double f = Evaluator.row(found, r)[i];
        double centred = (Evaluator.row(right, r)[i] + Evaluator.row(left, r)[i]) / 2;
        double fine = (Evaluator.row(finer, r)[i] + Evaluator.row(finerLeft, r)[i]) / 2;
        double expected = (4 * fine - centred) / 3; // the error of order h² cancels
        double y = Math.abs(Evaluator.row(here, r)[i]);
        double allowed =
            10 * Math.abs(expected - fine)
                + PRECISION * (1 + y + Math.abs(expected))
                + rounding * (1 + Math.abs(expected));
        boolean isSided =
            isNear(f, Evaluator.row(finer, r)[i], y)
                || isNear(f, Evaluator.row(finerLeft, r)[i], y);
        double error = Math.abs(f - expected);
        if (Double.isFinite(expected) && !(error <= allowed) && !isSided && !(error < worstError)) {
          worstError = error;
          worst =
              Optional.of(
                  new Fault(
                      equation.primitive(),
                      "derivative",
                      expected,
                      f,
                      inputs(equation, seeds, values, r)));
        }
      }
    }
    return worst;
  }

  /** Of the operands, moved by half a step or a whole one: at most ½ ulp, over the step. */
  private static double roundingOfMoved(Set<Value> moving, Map<Value, double[][]> values, int row) {
    double largest =
        moving.stream()
            .flatMapToDouble(x -> Arrays.stream(Evaluator.row(known(values, x), row)))
            .map(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    return 2 * Math.ulp(largest) / STEP;
  }

  /** A kink has the slope of one of its sides. */
  private static boolean isNear(double found, double oneSided, double size) {
    return Math.abs(found - oneSided) <= PRECISION * (1 + size);
  }

  private double[][] slope(
      Equation equation, Map<Value, Value> seeds, Map<Value, double[][]> values, double step) {
    Map<Value, double[][]> moved = new HashMap<>(values);
    seeds.forEach((x, v) -> moved.put(x, combine(1, known(values, x), step, known(values, v))));
    double[][] there = known(run(moved, List.of(equation)), equation.result());
    return combine(1 / step, there, -1 / step, known(values, equation.result()));
  }

  /** ⟨u, L x⟩ = ⟨Lᵀ u, x⟩ of each operand that a linear step has. */
  private Optional<Fault> transposeFault(
      List<Equation> linear, Set<Value> dependents, Map<Value, double[][]> values) {
    for (Equation step : linear) {
      for (int i = 0; i < step.operands().size(); i++) {
        if (isAlone(dependents, step, i)) {
          dependents.add(step.result());
          Optional<Fault> fault = transposeFault(step, i, dependents, values);
          if (fault.isPresent()) {
            return fault;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the operand has a tangent, and is no other operand too. */
  private static boolean isAlone(Set<Value> dependents, Equation step, int operand) {
    Value value = step.operand(operand);
    return dependents.contains(value)
        && step.operands().stream().filter(v -> v == value).count() == 1;
  }

  private Optional<Fault> transposeFault(
      Equation step, int operand, Set<Value> dependents, Map<Value, double[][]> values) {
    Map<Value, double[][]> alone = new HashMap<>(values);
    step.operands().stream().filter(dependents::contains).forEach(v -> alone.put(v, zeros(v)));
    Value x = step.operand(operand);
    alone.put(x, drawn(x));
    double[][] pushed = known(run(alone, List.of(step)), step.result());
    Value cotangent = new Value("cotangent", step.result().type());
    alone.put(cotangent, drawn(cotangent));
    Builder b = new Builder(step.provenance());
    Value pulled = step.primitive().transpose(b, step, operand, cotangent);
    Map<Value, double[][]> results = run(alone, b.equations());
    if (!results.containsKey(pulled)) {
      return Optional.empty();
    }
    double forward = dot(pushed, known(alone, cotangent));
    double reverse = dot(known(results, pulled), known(alone, x));
    double size = Math.abs(forward) + Math.abs(reverse) + 1e-3;
    return Math.abs(forward - reverse) <= PRECISION * size
        ? Optional.empty()
        : Optional.of(
            new Fault(
                step.primitive(),
                "transpose",
                forward,
                reverse,
                Arrays.deepToString(known(alone, x))));
  }

  private static double[][] known(Map<Value, double[][]> values, Value value) {
    return Objects.requireNonNull(values.get(value));
  }

  private Map<Value, double[][]> run(Map<Value, double[][]> values, List<Equation> list) {
    return Evaluator.run(equations.rows(), equations.sizes(), values, list);
  }

  private String inputs(
      Equation equation, Map<Value, Value> seeds, Map<Value, double[][]> values, int row) {
    List<String> inputs = new ArrayList<>();
    for (Value operand : Set.copyOf(equation.operands())) {
      String entries = brief(Evaluator.row(known(values, operand), row));
      Value seed = seeds.get(operand);
      inputs.add(
          operand.name()
              + " = "
              + entries
              + (seed == null ? "" : " along " + brief(Evaluator.row(known(values, seed), row))));
    }
    return String.join(", ", inputs);
  }

  private static String brief(double[] entries) {
    return entries.length <= 6
        ? Arrays.toString(entries)
        : Arrays.toString(Arrays.copyOf(entries, 6)).replace("]", ", …]");
  }

  /** A direction of the size of the point, so that no step leaves the domain. */
  private double[][] relative(double[][] point) {
    double[][] direction = new double[point.length][point[0].length];
    for (int r = 0; r < direction.length; r++) {
      for (int i = 0; i < direction[r].length; i++) {
        double size = point[r][i] == 0 ? 1 : Math.min(1, Math.abs(point[r][i]));
        direction[r][i] = size * random.nextDouble(0.25, 1) * (random.nextBoolean() ? 1 : -1);
      }
    }
    return direction;
  }

  private double[][] drawn(Value value) {
    double[][] entries = zeros(value);
    for (double[] row : entries) {
      Arrays.setAll(row, i -> random.nextDouble(-1, 1));
    }
    return entries;
  }

  private double[][] zeros(Value value) {
    int rows = value.type().batched() ? equations.rows() : 1;
    return new double[rows][Evaluator.size(value.type(), equations.sizes())];
  }

  private double dot(double[][] x, double[][] y) {
    double sum = 0;
    for (int r = 0; r < Math.max(x.length, y.length); r++) {
      for (int i = 0; i < x[0].length; i++) {
        sum += Evaluator.row(x, r)[i] * Evaluator.row(y, r)[i];
      }
    }
    return sum;
  }

  private static double[][] combine(double a, double[][] x, double b, double[][] y) {
    double[][] combined = new double[Math.max(x.length, y.length)][x[0].length];
    for (int r = 0; r < combined.length; r++) {
      for (int i = 0; i < combined[r].length; i++) {
        combined[r][i] = a * Evaluator.row(x, r)[i] + b * Evaluator.row(y, r)[i];
      }
    }
    return combined;
  }
}
