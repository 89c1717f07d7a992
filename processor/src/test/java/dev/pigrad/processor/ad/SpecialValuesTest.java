package dev.pigrad.processor.ad;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.Erf;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Power;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Sigmoid;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.Softplus;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Tanh;
import dev.pigrad.processor.pass.Expand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives where functions have kinks, saturate or leave their domain. */
final class SpecialValuesTest {

  /** Primitive, operands, and the slope in each operand. */
  static List<Arguments> slopes() {
    return List.of(
        row(new Maximum(), at(2, 1), slope(1, 0)),
        row(new Maximum(), at(1, 2), slope(0, 1)),
        row(new Maximum(), at(1, 1), slope(0, 1)),
        row(new Maximum(), at(0, 0), slope(0, 1)),
        row(new Maximum(), at(0.0, -0.0), slope(0, 1)),
        row(new Minimum(), at(2, 1), slope(0, 1)),
        row(new Minimum(), at(1, 2), slope(1, 0)),
        row(new Minimum(), at(1, 1), slope(0, 1)),
        row(new Multiply(), at(0, 0), slope(0, 0)),
        row(new Greater(), at(1, 1), slope(0, 0)),
        row(new StopGradient(), at(3), slope(0)),
        row(new Exp(), at(Double.NEGATIVE_INFINITY), slope(0)),
        row(new Expm1(), at(Double.NEGATIVE_INFINITY), slope(0)),
        row(new Absolute(), at(0), slope(0)),
        row(new Absolute(), at(-2), slope(-1)),
        row(new Power(2), at(0), slope(0)),
        row(new Power(1), at(0), slope(1)),
        row(new Sign(), at(0), slope(0)),
        row(new Erf(), at(30), slope(0)),
        row(new Expm1(), at(0), slope(1)),
        row(new Log(), at(Double.POSITIVE_INFINITY), slope(0)),
        row(new Tanh(), at(40), slope(0)),
        row(new Tanh(), at(-40), slope(0)),
        row(new Tanh(), at(0), slope(1)),
        row(new Sigmoid(), at(800), slope(0)),
        row(new Sigmoid(), at(-800), slope(0)),
        row(new Sigmoid(), at(0), slope(0.25)),
        row(new Softplus(), at(-800), slope(0)),
        row(new Softplus(), at(40), slope(1)),
        row(new Softplus(), at(0), slope(0.5)));
  }

  @ParameterizedTest
  @MethodSource("slopes")
  void slopeIs(Primitive primitive, double[] operands, double[] expected) {
    Builder b = Fixtures.builder();
    Map<Value, double[][]> point = new LinkedHashMap<>();
    for (double operand : operands) {
      point.put(Fixtures.shared("x"), new double[][] {{operand}});
    }
    List<Value> inputs = List.copyOf(point.keySet());
    Value result = b.apply(primitive, inputs.toArray(Value[]::new));
    assertArrayEquals(expected, slopes(b, point, inputs, result), 1e-15);
  }

  @Test
  void reluHasNoSlopeAtZero() {
    Builder b = Fixtures.builder();
    Value x = Fixtures.shared("x");
    Value relu = b.apply(new Maximum(), x, b.constant(0, x.type()));
    assertArrayEquals(slope(0), slopes(b, Map.of(x, new double[][] {{0}}), List.of(x), relu), 0);
  }

  @Test
  void clipHasNoSlopeWhereItBindsNorAtItsLowerBound() {
    Map<Double, Double> slopes =
        Map.of(-2.0, 0.0, -1.0, 0.0, -0.5, 1.0, 0.5, 1.0, 1.0, 0.0, 2.0, 0.0);
    slopes.forEach(
        (at, expected) -> {
          Builder b = Fixtures.builder();
          Value x = Fixtures.shared("x");
          Value raised = b.apply(new Maximum(), x, b.constant(-1, x.type()));
          Value clipped = b.apply(new Minimum(), raised, b.constant(1, x.type()));
          assertArrayEquals(
              slope(expected),
              slopes(b, Map.of(x, new double[][] {{at}}), List.of(x), clipped),
              0,
              () -> "at " + at);
        });
  }

  /** 0 · ∞: the branch that is not taken contributes nothing, not even where it is infinite. */
  @Test
  void selectMasksAnInfiniteSlopeInReverse() {
    Builder b = Fixtures.builder();
    Value mask = new Value("mask", new Type(Type.Kind.MASK, List.of(), false));
    Value x = Fixtures.shared("x");
    Value safe = b.apply(new Select(), mask, x, b.constant(1, x.type()));
    Value result = b.apply(new Select(), mask, b.apply(new Log(), safe), x);
    Map<Value, double[][]> point = Map.of(mask, new double[][] {{0}}, x, new double[][] {{0}});
    assertArrayEquals(slope(1), slopes(b, point, List.of(x), result), 0);
  }

  @Test
  void selectPassesToTheBranchTaken() {
    Builder b = Fixtures.builder();
    Value mask = new Value("mask", new Type(Type.Kind.MASK, List.of(), false));
    Value x = Fixtures.shared("x");
    Value y = Fixtures.shared("y");
    Value result = b.apply(new Select(), mask, x, y);
    for (int taken = 0; taken < 2; taken++) {
      Map<Value, double[][]> point =
          Map.of(mask, new double[][] {{taken}}, x, new double[][] {{3}}, y, new double[][] {{5}});
      assertArrayEquals(slope(taken, 1 - taken), slopes(b, point, List.of(x, y), result), 0);
    }
  }

  @Test
  void argmaxIsTheFirstOfTies() {
    Builder b = Fixtures.builder();
    Value x = Fixtures.shared("x", Fixtures.dim("A", 3));
    Value index = b.apply(new Argmax(), x);
    Map<Value, double[][]> results =
        Evaluator.run(1, Map.of(x, new double[][] {{1, 2, 2}}), b.equations());
    assertEquals(1, results.get(index)[0][0]);
  }

  @Test
  void expandedLogSumExpDoesNotOverflow() {
    Builder b = Fixtures.builder();
    Value x = Fixtures.shared("x", Fixtures.dim("A", 3));
    Value result = b.apply(new LogSumExp(), x);
    double[] entries = {1000, 1000, Double.NEGATIVE_INFINITY};
    Map<Value, double[][]> results =
        Evaluator.run(1, Map.of(x, new double[][] {entries}), Expand.of(b.equations()));
    assertEquals(1000 + Math.log(2), results.get(result)[0][0], 1e-12);
  }

  /** ∂result/∂input by reverse mode, which is to agree with forward mode exactly. */
  private static double[] slopes(
      Builder b, Map<Value, double[][]> point, List<Value> inputs, Value result) {
    DerivativeCase derivative =
        new DerivativeCase(1, point, inputs, b.equations(), List.of(result));
    Map<Value, double[][]> reverse = derivative.reverse(Map.of(result, new double[][] {{1}}));
    double[] slopes = new double[inputs.size()];
    for (int i = 0; i < slopes.length; i++) {
      Map<Value, double[][]> direction = new HashMap<>();
      inputs.forEach(v -> direction.put(v, new double[][] {{0}}));
      direction.put(inputs.get(i), new double[][] {{1}});
      slopes[i] = reverse.get(inputs.get(i))[0][0];
      assertEquals(slopes[i], derivative.forward(direction).get(result)[0][0], 0.0);
    }
    return slopes;
  }

  private static Arguments row(Primitive primitive, double[] operands, double[] slope) {
    return Arguments.of(primitive, operands, slope);
  }

  private static double[] at(double... operands) {
    return operands;
  }

  private static double[] slope(double... slope) {
    return slope;
  }
}
