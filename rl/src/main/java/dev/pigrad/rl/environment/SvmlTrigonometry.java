package dev.pigrad.rl.environment;

/**
 * sin and cos in the bits that NumPy computes with Intel's vector mathematics library (SVML, its
 * AVX-512 variant of 4 ulp), where the reference episodes of Gymnasium were recorded.
 *
 * <p>An unstable system amplifies a last-bit difference beyond any tolerance within one episode, so
 * {@link Math#sin}, although more exact, would not reproduce them. Both functions reduce x to r = x
 * − nπ with π in three parts and evaluate an odd polynomial of degree 15; every step is one fused
 * multiply-add, so the bits are the same on every machine.
 */
final class SvmlTrigonometry {
  private static final double INVERSE_PI = 0x1.45f306dc9c883p-2;

  /** π in three parts: a double, and what is left of π, twice. */
  private static final double PI_HIGH = 0x1.921fb54442d18p+1;

  private static final double PI_MIDDLE = 0x1.1a62633145c06p-53;
  private static final double PI_LOW = 0x1.c1cd129024e09p-106;

  /** Beyond this the library takes another path, and so do we. */
  private static final double LARGE = 0x1p24;

  /** Below this the library's cosine is 1. */
  private static final double TINY = 0x1p-27;

  private SvmlTrigonometry() {}

  static double sin(double x) {
    if (x == 0 || !(Math.abs(x) <= LARGE)) {
      return StrictMath.sin(x);
    }
    double n = Math.fma(x, INVERSE_PI, 0x1.8p52) - 0x1.8p52; // the nearest whole number
    double r = Math.fma(-n, PI_MIDDLE, Math.fma(-n, PI_HIGH, x));
    double square = r * r;
    double reduced = Math.fma(-n, PI_LOW, r);
    double p = -0x1.9f1517e9f65f0p-41;
    p = Math.fma(p, square, 0x1.60e6bee01d83ep-33);
    p = Math.fma(p, square, -0x1.ae6355aaa4a53p-26);
    p = Math.fma(p, square, 0x1.71de3806add1ap-19);
    p = Math.fma(p, square, -0x1.a01a019a659ddp-13);
    p = Math.fma(p, square, 0x1.111111110a573p-7);
    p = Math.fma(p, square, -0x1.55555555554a8p-3);
    double sine = Math.fma(square * reduced, p, reduced);
    return isOdd(n) ? -sine : sine;
  }

  /** cos x = sin(π/2 + kπ − |x|) for even k, its negative for odd. */
  static double cos(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < TINY) {
      return 1;
    }
    if (!(magnitude <= LARGE)) {
      return StrictMath.cos(x);
    }
    double k = floorOfProduct(magnitude, INVERSE_PI);
    double n = k + 0.5;
    double r = Math.fma(n, PI_MIDDLE, Math.fma(n, PI_HIGH, -magnitude));
    double square = r * r;
    double reduced = Math.fma(n, PI_LOW, r);
    double signed = isOdd(k) ? -reduced : reduced;
    double p = -0x1.9f0d60811aac8p-41;
    p = Math.fma(p, square, 0x1.60e6857a2f220p-33);
    p = Math.fma(p, square, -0x1.ae63546002231p-26);
    p = Math.fma(p, square, 0x1.71de38030fea0p-19);
    p = Math.fma(p, square, -0x1.a01a019a5b87bp-13);
    p = Math.fma(p, square, 0x1.111111110a4a8p-7);
    p = Math.fma(p, square, -0x1.55555555554a7p-3);
    return Math.fma(signed * square, p, signed);
  }

  /** ⌊a b⌋ of the exact product, as an addition of 2⁵² that rounds towards zero gives it. */
  private static double floorOfProduct(double a, double b) {
    double nearest = Math.fma(a, b, 0x1p52) - 0x1p52;
    return Math.fma(a, b, -nearest) < 0 ? nearest - 1 : nearest;
  }

  private static boolean isOdd(double whole) {
    return ((long) whole & 1) != 0;
  }
}
