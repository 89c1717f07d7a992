package dev.pigrad.runtime.kernel.simd;

/**
 * Functions of one float at a time, in double precision, so that the result is within 1 ulp.
 *
 * <p>{@link StrictMath} has them too, but makes arrays in every call; here it only serves the
 * arguments that hardly occur.
 */
final class RareFunctions {

  /** π/2 = HALF_PI + HALF_PI_REST to 106 bits. */
  private static final double HALF_PI = 0x1.921fb54442d18p0;

  private static final double HALF_PI_REST = 0x1.1a62633145c07p-54;

  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /** Below, n in x = n π/2 + r is small enough that r loses nothing. */
  private static final double MOST_REDUCED = 0x1p20;

  private RareFunctions() {}

  static double sin(float x) {
    return Math.abs(x) < MOST_REDUCED ? sine(x, 0) : StrictMath.sin(x);
  }

  static double cos(float x) {
    return Math.abs(x) < MOST_REDUCED ? sine(x, 1) : StrictMath.cos(x);
  }

  /** sin(x + quarters π/2). */
  private static double sine(double x, int quarters) {
    double n = Math.rint(x * TWO_OVER_PI);
    double r = n == 0 ? x : Math.fma(-n, HALF_PI_REST, Math.fma(-n, HALF_PI, x));
    int quarter = (int) n + quarters;
    double result = (quarter & 1) == 0 ? sineNearZero(r) : cosineNearZero(r);
    return (quarter & 2) == 0 ? result : -result;
  }

  /** Σ (−1)ᵏ r²ᵏ⁺¹ / (2k + 1)! on ±π/4; the rest is below 2⁻⁴⁵. */
  private static double sineNearZero(double r) {
    double s = r * r;
    double sum = 1 - s / (12 * 13);
    sum = 1 - s / (10 * 11) * sum;
    sum = 1 - s / (8 * 9) * sum;
    sum = 1 - s / (6 * 7) * sum;
    sum = 1 - s / (4 * 5) * sum;
    return r * (1 - s / (2 * 3) * sum);
  }

  /** Σ (−1)ᵏ r²ᵏ / (2k)! on ±π/4; the rest is below 2⁻⁴⁹. */
  private static double cosineNearZero(double r) {
    double s = r * r;
    double sum = 1 - s / (13 * 14);
    sum = 1 - s / (11 * 12) * sum;
    sum = 1 - s / (9 * 10) * sum;
    sum = 1 - s / (7 * 8) * sum;
    sum = 1 - s / (5 * 6) * sum;
    sum = 1 - s / (3 * 4) * sum;
    return 1 - s / 2 * sum;
  }

  /** xᵖ = exp(p log x): an error of a few times 2⁻⁵³ · 100 where the result is a float. */
  static double pow(float x, double exponent) {
    boolean ordinary = x > 0 && x < Float.POSITIVE_INFINITY && Double.isFinite(exponent);
    return ordinary ? StrictMath.exp(exponent * StrictMath.log(x)) : StrictMath.pow(x, exponent);
  }
}
