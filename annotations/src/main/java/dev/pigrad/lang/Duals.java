package dev.pigrad.lang;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The entries of a {@link Vector} or {@link Matrix}, at least one. Immutable. */
final class Duals {
  private final double[] values;
  private final double[] tangents;

  private Duals(double[] values, double[] tangents) {
    this.values = values;
    this.tangents = tangents;
  }

  static Duals of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one entry, found none");
    }
    return generate(values.length, i -> Dual.constant(values[i]));
  }

  static Duals generate(int size, IntFunction<Dual> entry) {
    double[] values = new double[size];
    double[] tangents = new double[size];
    for (int i = 0; i < size; i++) {
      Dual dual = entry.apply(i);
      values[i] = dual.value();
      tangents[i] = dual.tangent();
    }
    return new Duals(values, tangents);
  }

  /** The entries of all parts, one after another. */
  static Duals concat(List<Duals> parts) {
    return new Duals(joined(parts, part -> part.values), joined(parts, part -> part.tangents));
  }

  private static double[] joined(List<Duals> parts, Function<Duals, double[]> array) {
    return parts.stream().map(array).flatMapToDouble(Arrays::stream).toArray();
  }

  Duals withTangents(double... tangents) {
    requireSize("tangents", tangents.length, size());
    return generate(size(), i -> new Dual(values[i], tangents[i]));
  }

  int size() {
    return values.length;
  }

  Dual get(int i) {
    return new Dual(values[i], tangents[i]);
  }

  double[] values() {
    return values.clone();
  }

  double[] tangents() {
    return tangents.clone();
  }

  Duals map(UnaryOperator<Dual> function) {
    return generate(size(), i -> function.apply(get(i)));
  }

  Duals zip(String operation, Duals other, BinaryOperator<Dual> function) {
    requireSize(operation, other.size(), size());
    return generate(size(), i -> function.apply(get(i), other.get(i)));
  }

  /** {@code Σⱼ aⱼ bⱼ} of as many entries as {@code b} has, from {@code offset} on in {@code a}. */
  static Dual dot(Duals a, int offset, Duals b) {
    double value = 0;
    double tangent = 0;
    for (int j = 0; j < b.values.length; j++) {
      int i = offset + j;
      value += a.values[i] * b.values[j];
      // z = a·b ⇒ ż = ȧ·b + a·ḃ
      tangent += Dual.scaled(a.tangents[i], b.values[j]) + Dual.scaled(b.tangents[j], a.values[i]);
    }
    return new Dual(value, tangent);
  }

  static void requireSize(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s: expected %d entries, found %d".formatted(what, expected, found));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Duals that
        && Arrays.equals(values, that.values)
        && Arrays.equals(tangents, that.tangents);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(tangents);
  }

  /** As in {@code [1.0, 2.0 + 0.5ε]}. */
  @Override
  public String toString() {
    return toString(0, size());
  }

  String toString(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> get(i).toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
