package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Right gradients pass and wrong ones fail, by errors far below any tolerance set by hand. */
final class GradientCheckTest {
  private static double f(double[] x) {
    return Math.exp(x[0]) * Math.sin(x[1]) + x[0] * x[0] * x[1];
  }

  private static double[] gradient(double[] x) {
    double e = Math.exp(x[0]);
    return new double[] {e * Math.sin(x[1]) + 2 * x[0] * x[1], e * Math.cos(x[1]) + x[0] * x[0]};
  }

  @Test
  void aRightGradientPasses() {
    GradientCheck.of(GradientCheckTest::f, GradientCheckTest::gradient).atRandom(2, 200, 1);
  }

  @Test
  void aGradientThatIsOffByABillionthFails() {
    var check =
        GradientCheck.of(
            GradientCheckTest::f,
            x -> {
              double[] g = gradient(x);
              g[1] *= 1 + 1e-9;
              return g;
            });
    var failure = assertThrows(AssertionFailedError.class, () -> check.at(1.5, -2));
    assertTrue(failure.getMessage().contains("analytic"), failure.getMessage());
    assertFalse(check.report(1.5, -2).entries().get(1).agrees());
    assertTrue(check.report(1.5, -2).entries().getFirst().agrees());
  }

  @Test
  void floatsAreHeldToTheirPrecision() {
    var right =
        GradientCheck.ofFloatGradient(
            x -> new float[] {(float) Math.exp(x[0])}, (double[] x) -> Math.exp(x[0]));
    right.operations(2).at(1.5);
    var wrong =
        GradientCheck.ofFloatGradient(
            x -> new float[] {(float) (Math.exp(x[0]) * (1 + 1e-5))},
            (double[] x) -> Math.exp(x[0]));
    assertFalse(wrong.operations(2).report(1.5).agrees());
  }

  @Test
  void functionsOfFloatsAreEnough() {
    GradientCheck.ofFloats(
            (float[] x) -> x[0] * x[0] * x[1], x -> new float[] {2 * x[0] * x[1], x[0] * x[0]})
        .operations(3)
        .at(1.5, -2);
    assertFalse(
        GradientCheck.ofFloats(
                (float[] x) -> x[0] * x[0] * x[1], x -> new float[] {x[0] * x[1], x[0] * x[0]})
            .operations(3)
            .report(1.5, -2)
            .agrees());
  }

  @Test
  void theReportOfALongGradientIsItsWorstEntriesAndThePoint() {
    var check =
        GradientCheck.of(
            x -> Arrays.stream(x).map(a -> a * a).sum(),
            x -> IntStream.range(0, x.length).mapToDouble(i -> i == 70 ? 0 : 2 * x[i]).toArray());
    double[] point = new double[100];
    Arrays.fill(point, 1.5);
    List<String> lines = check.report(point).toString().lines().toList();
    assertTrue(
        lines.getFirst().startsWith("1 of 100 entries are wrong at [1.5, "), lines.getFirst());
    assertTrue(lines.get(2).strip().startsWith("70 "), lines.get(2));
    assertTrue(lines.get(2).endsWith("wrong"), lines.get(2));
    assertEquals(22, lines.size());
  }

  @Test
  void anEntryThatIsNoNumberFails() {
    assertFalse(GradientCheck.of(x -> x[0], x -> new double[] {Double.NaN}).report(1).agrees());
  }
}
