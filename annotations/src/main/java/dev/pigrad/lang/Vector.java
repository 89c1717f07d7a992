package dev.pigrad.lang;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one sample along a dim, shape {@code (D)}. Immutable; in eager code it holds
 * doubles and, for checks, a tangent of each: its derivative in one direction, zero unless given.
 *
 * <p>Operations between vectors go entry by entry, and those with a scalar have names of their own.
 * Derivatives are as in {@link Ops}. Different sizes, which only unchecked construction or an open
 * dim can bring about, are an {@link IllegalArgumentException}.
 *
 * @param <D> its size
 */
public final class Vector<D extends Dim> {
  private final Duals entries;

  Vector(Duals entries) {
    this.entries = entries;
  }

  /**
   * A vector of any dim: for tests and for dims whose size nobody has given.
   *
   * @param values at least one entry
   */
  public static <D extends Dim> Vector<D> of(double... values) {
    return new Vector<>(Duals.of(values));
  }

  /**
   * A vector of a dim.
   *
   * @param values as many entries as the dim has
   * @throws IllegalArgumentException for another number
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <D extends Dim> Vector<D> of(Class<D> dim, double... values) {
    Duals.requireSize("Vector<" + dim.getSimpleName() + ">", values.length, Dims.size(dim));
    return of(values);
  }

  /**
   * The same numbers, moving: {@code valuesⱼ + tangentsⱼ ε}.
   *
   * @param tangents one for each entry; they replace what the vector had
   */
  public Vector<D> withTangents(double... tangents) {
    return new Vector<>(entries.withTangents(tangents));
  }

  Duals entries() {
    return entries;
  }

  Vector<D> map(UnaryOperator<Dual> function) {
    return new Vector<>(entries.map(function));
  }

  Vector<D> zip(String operation, Vector<D> y, BinaryOperator<Dual> function) {
    return new Vector<>(entries.zip(operation, y.entries, function));
  }

  /** The number of entries. */
  public int size() {
    return entries.size();
  }

  /** The numbers, copied. Only for eager code: what comes back has no derivative. */
  public double[] toArray() {
    return entries.values();
  }

  /** The derivatives of the numbers, copied. */
  public double[] tangents() {
    return entries.tangents();
  }

  /**
   * {@code xᵢ}.
   *
   * @throws IllegalArgumentException if the index is not below the size
   */
  public Scalar at(Index<D> index) {
    int i = index.value();
    if (i >= size()) {
      throw new IllegalArgumentException(
          "at: expected an index below the size %d, found %d".formatted(size(), i));
    }
    return new Scalar(entries.get(i));
  }

  /** {@code xⱼ + yⱼ}. */
  public Vector<D> plus(Vector<D> y) {
    return zip("plus", y, Dual::plus);
  }

  /** {@code xⱼ − yⱼ}. */
  public Vector<D> minus(Vector<D> y) {
    return zip("minus", y, Dual::minus);
  }

  /** {@code xⱼ yⱼ}. */
  public Vector<D> times(Vector<D> y) {
    return zip("times", y, Dual::times);
  }

  /** {@code xⱼ / yⱼ}. */
  public Vector<D> divided(Vector<D> y) {
    return zip("divided", y, Dual::divided);
  }

  /** {@code −xⱼ}. */
  public Vector<D> negate() {
    return map(Dual::negate);
  }

  /** {@code xⱼ + y}. */
  public Vector<D> plusScalar(Scalar y) {
    return map(x -> x.plus(y.dual()));
  }

  /** {@code xⱼ + y}. */
  public Vector<D> plusScalar(double y) {
    return plusScalar(Scalar.of(y));
  }

  /** {@code xⱼ − y}. */
  public Vector<D> minusScalar(Scalar y) {
    return map(x -> x.minus(y.dual()));
  }

  /** {@code xⱼ − y}. */
  public Vector<D> minusScalar(double y) {
    return minusScalar(Scalar.of(y));
  }

  /** {@code xⱼ y}. */
  public Vector<D> timesScalar(Scalar y) {
    return map(x -> x.times(y.dual()));
  }

  /** {@code xⱼ y}. */
  public Vector<D> timesScalar(double y) {
    return timesScalar(Scalar.of(y));
  }

  /** {@code xⱼ / y}. */
  public Vector<D> dividedByScalar(Scalar y) {
    return map(x -> x.divided(y.dual()));
  }

  /** {@code xⱼ / y}. */
  public Vector<D> dividedByScalar(double y) {
    return dividedByScalar(Scalar.of(y));
  }

  /** Whether the other is a vector of equal values and tangents, by {@link Double#equals}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vector<?> that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** As in {@code [1.0, 2.0 + 0.5ε]}. */
  @Override
  public String toString() {
    return entries.toString();
  }
}
