package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.ParameterLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What agrees, and what a failure says. */
final class AgreementTest {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new ParameterLayout.Entry("bias", List.of(2), 0, 2, false),
              new ParameterLayout.Entry("weight", List.of(2, 3), 2, 6, false),
              new ParameterLayout.Entry("scale", List.of(), 8, 1, false)));

  @Test
  void aDifferenceUpToTheToleranceAgrees() {
    rows(new double[] {4, 1}, new double[] {4, 1.5}, new Tolerance(0.125, 0));
    rows(new double[] {0}, new double[] {0.25}, new Tolerance(0, 0.25));
  }

  @Test
  void aDifferenceBeyondItDoesNot() {
    fails(new double[] {4, 1}, new double[] {4, 1.5}, new Tolerance(0.12, 0));
    fails(new double[] {0}, new double[] {-0.25}, new Tolerance(1, 0.24));
  }

  @Test
  void nanAgreesWithNothing() {
    fails(new double[] {1}, new double[] {Double.NaN}, new Tolerance(1e9, 1e9));
    fails(new double[] {Double.NaN}, new double[] {Double.NaN}, new Tolerance(1e9, 1e9));
  }

  @Test
  void infinityAgreesWithItselfAlone() {
    double infinite = Double.POSITIVE_INFINITY;
    rows(new double[] {infinite}, new double[] {infinite}, Tolerance.EXACT);
    fails(new double[] {1}, new double[] {infinite}, new Tolerance(1, 1));
    fails(new double[] {infinite}, new double[] {-infinite}, Tolerance.EXACT);
  }

  @Test
  void fewerEntriesDoNotAgree() {
    fails(new double[] {1, 2}, new double[] {1}, new Tolerance(1, 1));
  }

  @Test
  void failureNamesTheWorstEntry() {
    double[] expected = {0, 0, 0, 0, 0, 0, 1, 0, 0};
    double[] found = {0, 0.5, 0, 0, 0, 0, 3, 0, 0};
    var failure =
        assertThrows(
            AssertionFailedError.class,
            () ->
                Agreement.ofParameters("gradient", LAYOUT).check(expected, found, Tolerance.EXACT));
    assertEquals(
        "gradient: weight[1, 1]: expected 1.0, found 3.0, error 2.00 (9.01e+15 ulps), allowed 0.00;"
            + " 2 of 9 differ, from bias[1] to weight[1, 1]",
        failure.getMessage());
  }

  @Test
  void nanIsTheWorstEntry() {
    var failure = fails(new double[] {0, 0, 0}, new double[] {1, Double.NaN, 2}, Tolerance.EXACT);
    assertTrue(failure.getMessage().startsWith("rows: row 1: "), failure::getMessage);
  }

  private static AssertionFailedError fails(
      double[] expected, double[] found, Tolerance tolerance) {
    return assertThrows(AssertionFailedError.class, () -> rows(expected, found, tolerance));
  }

  private static void rows(double[] expected, double[] found, Tolerance tolerance) {
    Agreement.ofRows("rows").check(expected, found, tolerance);
  }
}
