package dev.pigrad.testing;

/**
 * How far two computations of one thing may be apart: {@code relative · scale + absolute}, with the
 * largest expected entry for a scale. It follows from precision and operation count, never from
 * what happens to pass.
 *
 * @param relative the part of the scale
 * @param absolute what rounding of terms of order one leaves where they cancel
 */
public record Tolerance(double relative, double absolute) {
  /** Unit roundoff of double precision, 2⁻⁵³. */
  public static final double DOUBLE = 0x1p-53;

  /** Unit roundoff of single precision, 2⁻²⁴. */
  public static final double FLOAT = 0x1p-24;

  /** What the project promises of a derivative in double precision. */
  private static final double DERIVATIVE = 1e-9;

  /** Nothing but equality. */
  public static final Tolerance EXACT = new Tolerance(0, 0);

  /** As many roundings as there are operations, of results up to the scale and of order one. */
  public static Tolerance rounding(double unitRoundoff, long operations) {
    return new Tolerance(unitRoundoff * operations, unitRoundoff * operations);
  }

  /** A derivative in double precision: 1e-9 of its scale, and rounding. */
  public static Tolerance derivative(long operations) {
    return new Tolerance(DERIVATIVE, DOUBLE * operations);
  }

  /** The largest difference allowed. */
  public double allowed(double scale) {
    return relative * scale + absolute;
  }
}
