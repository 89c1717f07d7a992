package dev.pigrad.lang;

import static dev.pigrad.lang.SpecialFunctions.erf;
import static dev.pigrad.lang.SpecialFunctions.gammaQuantile;
import static dev.pigrad.lang.SpecialFunctions.lgamma;
import static dev.pigrad.lang.SpecialFunctions.polygamma;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Values from closed forms and tables (DLMF), and the functional equations. */
final class SpecialFunctionsTest {
  private static final double EULER_GAMMA = 0.5772156649015329;

  @Test
  void erfAtTabulatedPoints() {
    assertRelative(0.1124629160182849, erf(0.1));
    assertRelative(0.5204998778130465, erf(0.5));
    assertRelative(0.8427007929497149, erf(1));
    assertRelative(0.9953222650189527, erf(2));
    assertRelative(0.9999779095030014, erf(3));
    assertRelative(-0.8427007929497149, erf(-1));
    assertEquals(1, erf(Double.POSITIVE_INFINITY));
    assertEquals(0, erf(0));
    assertRelative(2 / Math.sqrt(Math.PI) * 1e-200, erf(1e-200));
    assertTrue(Double.isNaN(erf(Double.NaN)));
  }

  @Test
  void lgammaOfWholeAndHalfNumbers() {
    double logFactorial = 0;
    for (int n = 1; n <= 170; n++) {
      assertRelative(logFactorial, lgamma(n));
      logFactorial += Math.log(n);
    }
    assertRelative(Math.log(Math.PI) / 2, lgamma(0.5));
    assertRelative(Math.log(Math.PI) / 2 - Math.log(2), lgamma(1.5));
    assertEquals(Double.POSITIVE_INFINITY, lgamma(0));
    assertTrue(Double.isNaN(lgamma(-0.5)));
    assertEquals(Double.POSITIVE_INFINITY, lgamma(Double.POSITIVE_INFINITY));
  }

  @Test
  void lgammaKeepsItsDigitsNextToItsZeros() {
    double z = 0x1p-40;
    assertRelative(-EULER_GAMMA * z, lgamma(1 + z), 1e-11);
    assertRelative((1 - EULER_GAMMA) * z, lgamma(2 + z), 1e-11);
  }

  @Test
  void polygammaAtOneAndOneHalf() {
    assertRelative(-EULER_GAMMA, polygamma(0, 1));
    assertRelative(-EULER_GAMMA - 2 * Math.log(2), polygamma(0, 0.5));
    assertRelative(Math.PI * Math.PI / 6, polygamma(1, 1));
    assertRelative(Math.PI * Math.PI / 2, polygamma(1, 0.5));
    assertRelative(-2 * 1.2020569031595942, polygamma(2, 1));
    assertRelative(Math.pow(Math.PI, 4) / 15, polygamma(3, 1));
    assertTrue(Double.isNaN(polygamma(0, -1)));
    assertEquals(Double.POSITIVE_INFINITY, polygamma(0, Double.POSITIVE_INFINITY));
    assertEquals(0, polygamma(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void gammaQuantileOfOneIsThatOfTheExponential() {
    for (double p : new double[] {1e-9, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9}) {
      assertRelative(-Math.log1p(-p), gammaQuantile(1, p), 1e-7 * 1e-6 + 1e-13 / (1 - p));
    }
    assertRelative(0.2274682115597863, gammaQuantile(0.5, 0.5), 1e-12);
    assertTrue(Double.isNaN(gammaQuantile(0, 0.5)));
  }

  @Property
  void gammaQuantileInvertsTheDistribution(
      @ForAll @DoubleRange(min = 0.01, max = 500) @Scale(4) double a,
      @ForAll @DoubleRange(min = 1e-6, max = 0.999999) @Scale(6) double p) {
    double x = gammaQuantile(a, p);
    Assume.that(x > 1e-300);
    assertEquals(p, SpecialFunctions.gammaDistribution(a, x), 1e-11);
  }

  @Property
  void lgammaOfTheNextIsThatOfThisAndItsLogarithm(
      @ForAll @DoubleRange(min = 1e-6, max = 60) @Scale(6) double x) {
    assertEquals(lgamma(x + 1), lgamma(x) + Math.log(x), 1e-14 * (20 + Math.abs(lgamma(x))));
  }

  @Property
  void polygammaOfTheNextDiffersByAPower(
      @ForAll @DoubleRange(min = 1e-3, max = 60) @Scale(6) double x) {
    double sign = -1;
    double factorial = 1;
    for (int n = 0; n < 4; n++) {
      factorial *= Math.max(n, 1);
      double step = -sign * factorial / Math.pow(x, n + 1);
      double scale = Math.abs(step) + Math.abs(polygamma(n, x));
      assertEquals(polygamma(n, x + 1), polygamma(n, x) + step, 1e-13 * (scale + 1));
      sign = -sign;
    }
  }

  private static void assertRelative(double expected, double actual) {
    assertRelative(expected, actual, 1e-14);
  }

  private static void assertRelative(double expected, double actual, double tolerance) {
    assertEquals(expected, actual, tolerance * Math.abs(expected));
  }
}
