package dev.pigrad.lang;

import org.jspecify.annotations.Nullable;

/**
 * A number of one sample. Immutable; in eager code it holds a double and, for checks, a tangent:
 * its derivative in one direction, zero unless given.
 *
 * <p>Derivatives are as in {@link Ops}.
 */
public final class Scalar {
  private final Dual dual;

  Scalar(Dual dual) {
    this.dual = dual;
  }

  /** A constant. */
  public static Scalar of(double value) {
    return new Scalar(Dual.constant(value));
  }

  /** A number that moves: {@code value + tangent ε}. */
  public static Scalar of(double value, double tangent) {
    return new Scalar(new Dual(value, tangent));
  }

  Dual dual() {
    return dual;
  }

  /** The number. Only for eager code: what comes back has no derivative. */
  public double value() {
    return dual.value();
  }

  /** The derivative of the number in the direction of the tangents that it came from. */
  public double tangent() {
    return dual.tangent();
  }

  /** {@code x + y}. */
  public Scalar plus(Scalar y) {
    return new Scalar(dual.plus(y.dual));
  }

  /** {@code x + y}. */
  public Scalar plus(double y) {
    return plus(of(y));
  }

  /** {@code x − y}. */
  public Scalar minus(Scalar y) {
    return new Scalar(dual.minus(y.dual));
  }

  /** {@code x − y}. */
  public Scalar minus(double y) {
    return minus(of(y));
  }

  /** {@code x y}. */
  public Scalar times(Scalar y) {
    return new Scalar(dual.times(y.dual));
  }

  /** {@code x y}. */
  public Scalar times(double y) {
    return times(of(y));
  }

  /** {@code x / y}. */
  public Scalar divided(Scalar y) {
    return new Scalar(dual.divided(y.dual));
  }

  /** {@code x / y}. */
  public Scalar divided(double y) {
    return divided(of(y));
  }

  /** {@code −x}. */
  public Scalar negate() {
    return new Scalar(dual.negate());
  }

  /** {@code x > y}. Only for eager code, such as a test: derived code has no branches on data. */
  public boolean isGreaterThan(Scalar y) {
    return isGreaterThan(y.value());
  }

  /** {@code x > y}. Only for eager code, such as a test: derived code has no branches on data. */
  public boolean isGreaterThan(double y) {
    return value() > y;
  }

  /** {@code x < y}. Only for eager code, such as a test: derived code has no branches on data. */
  public boolean isLessThan(Scalar y) {
    return isLessThan(y.value());
  }

  /** {@code x < y}. Only for eager code, such as a test: derived code has no branches on data. */
  public boolean isLessThan(double y) {
    return value() < y;
  }

  /** Whether the other is a scalar of equal value and tangent, by {@link Double#equals}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Scalar that && dual.equals(that.dual);
  }

  @Override
  public int hashCode() {
    return dual.hashCode();
  }

  /** As in {@code 1.5} without a tangent, {@code 1.5 + 0.25ε} with one. */
  @Override
  public String toString() {
    return dual.toString();
  }
}
