package dev.pigrad.lang;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A linear map from {@code Vector<C>} to {@code Vector<R>}, shape {@code (R, C)}: a parameter, or
 * computed from one, or from the state. Immutable; in eager code it holds doubles and, for checks,
 * a tangent of each, zero unless given.
 *
 * @param <R> the number of rows
 * @param <C> the number of columns
 */
public final class Matrix<R extends Dim, C extends Dim> {
  private final int rows;
  private final int columns;
  private final Duals entries;

  private Matrix(int rows, int columns, Duals entries) {
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  /**
   * A matrix of any dims, row after row.
   *
   * @param rows at least 1
   * @param columns at least 1
   * @param rowMajor entry {@code (i, j)} at {@code i · columns + j}
   * @throws IllegalArgumentException unless there are {@code rows · columns} entries
   */
  public static <R extends Dim, C extends Dim> Matrix<R, C> of(
      int rows, int columns, double... rowMajor) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "expected at least one row and one column, found (%d, %d)".formatted(rows, columns));
    }
    Duals.requireSize(
        "Matrix of shape (%d, %d)".formatted(rows, columns),
        rowMajor.length,
        Math.multiplyExact(rows, columns));
    return new Matrix<>(rows, columns, Duals.of(rowMajor));
  }

  /**
   * A matrix of any dims.
   *
   * @param rows at least one row, of at least one entry
   * @throws IllegalArgumentException if a row is not as long as the first
   */
  public static <R extends Dim, C extends Dim> Matrix<R, C> of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      Duals.requireSize("row " + i, rows[i].length, columns);
    }
    return of(rows.length, columns, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
  }

  /**
   * The same numbers, moving.
   *
   * @param rowMajor a tangent for each entry, row after row; they replace what the matrix had
   */
  public Matrix<R, C> withTangents(double... rowMajor) {
    return new Matrix<>(rows, columns, entries.withTangents(rowMajor));
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The numbers, row after row, copied. Only for eager code. */
  public double[] toArray() {
    return entries.values();
  }

  /** The derivatives of the numbers, row after row, copied. */
  public double[] tangents() {
    return entries.tangents();
  }

  /**
   * {@code yᵢ = Σⱼ Wᵢⱼ xⱼ}; ẏ = Ẇ x + W ẋ.
   *
   * @throws IllegalArgumentException if x has not as many entries as there are columns
   */
  public Vector<R> times(Vector<C> x) {
    Duals.requireSize("times of a matrix (%d, %d)".formatted(rows, columns), x.size(), columns);
    return new Vector<>(Duals.generate(rows, i -> Duals.dot(entries, i * columns, x.entries())));
  }

  Duals entries() {
    return entries;
  }

  static <R extends Dim, C extends Dim> Matrix<R, C> generate(int rows, int columns, Entry entry) {
    return new Matrix<>(
        rows, columns, Duals.generate(rows * columns, i -> entry.at(i / columns, i % columns)));
  }

  /** An entry by its row and column. */
  @FunctionalInterface
  interface Entry {
    Dual at(int row, int column);
  }

  Dual get(int row, int column) {
    return entries.get(row * columns + column);
  }

  Matrix<R, C> map(UnaryOperator<Dual> function) {
    return new Matrix<>(rows, columns, entries.map(function));
  }

  private Matrix<R, C> zip(String operation, Matrix<R, C> y, BinaryOperator<Dual> function) {
    Duals.requireSize("rows of " + operation, y.rows, rows);
    return new Matrix<>(rows, columns, entries.zip(operation, y.entries, function));
  }

  /** {@code Xᵢⱼ + Yᵢⱼ}. */
  public Matrix<R, C> plus(Matrix<R, C> y) {
    return zip("plus", y, Dual::plus);
  }

  /** {@code Xᵢⱼ − Yᵢⱼ}. */
  public Matrix<R, C> minus(Matrix<R, C> y) {
    return zip("minus", y, Dual::minus);
  }

  /** {@code Xᵢⱼ Yᵢⱼ}: the product entry by entry. */
  public Matrix<R, C> hadamard(Matrix<R, C> y) {
    return zip("hadamard", y, Dual::times);
  }

  /** {@code −Xᵢⱼ}. */
  public Matrix<R, C> negate() {
    return map(Dual::negate);
  }

  /** {@code Xᵢⱼ y}. */
  public Matrix<R, C> timesScalar(Scalar y) {
    return map(x -> x.times(y.dual()));
  }

  /** {@code Xᵢⱼ y}. */
  public Matrix<R, C> timesScalar(double y) {
    return timesScalar(Scalar.of(y));
  }

  /** {@code Xᵢⱼ + yⱼ}: the vector is added to every row. */
  public Matrix<R, C> plusToRows(Vector<C> y) {
    Duals.requireSize("plusToRows", y.size(), columns);
    return generate(rows, columns, (i, j) -> get(i, j).plus(y.entries().get(j)));
  }

  /**
   * {@code Zᵢₖ = Σⱼ Xᵢⱼ Yⱼₖ}.
   *
   * @throws IllegalArgumentException if Y has not as many rows as there are columns
   */
  public <K extends Dim> Matrix<R, K> times(Matrix<C, K> y) {
    Duals.requireSize("rows of a matrix in times", y.rows, columns);
    Matrix<K, C> right = y.transposed();
    return generate(
        rows,
        y.columns,
        (i, k) -> Duals.dot(entries, i * columns, right.row(Index.of(k)).entries()));
  }

  /** {@code Xⱼᵢ}. */
  public Matrix<C, R> transposed() {
    return generate(columns, rows, (i, j) -> get(j, i));
  }

  /**
   * Row i: what an embedding looks up.
   *
   * @throws IllegalArgumentException if the index is not below the number of rows
   */
  public Vector<C> row(Index<R> index) {
    int i = index.value();
    if (i >= rows) {
      throw new IllegalArgumentException(
          "row: expected an index below the number of rows %d, found %d".formatted(rows, i));
    }
    return new Vector<>(Duals.generate(columns, j -> get(i, j)));
  }

  /** {@code Σⱼ Xᵢⱼ}. */
  public Vector<R> rowSums() {
    return new Vector<>(Duals.generate(rows, this::rowSum));
  }

  private Dual rowSum(int i) {
    Dual sum = Dual.ZERO;
    for (int j = 0; j < columns; j++) {
      sum = sum.plus(get(i, j));
    }
    return sum;
  }

  /**
   * Whether the other is a matrix of equal shape, values and tangents, by {@link Double#equals}.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matrix<?, ?> that
        && rows == that.rows
        && columns == that.columns
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return 31 * columns + entries.hashCode();
  }

  /** As in {@code [[1.0, 2.0], [3.0, 4.0 + 0.5ε]]}. */
  @Override
  public String toString() {
    return IntStream.range(0, rows)
        .mapToObj(i -> entries.toString(i * columns, (i + 1) * columns))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
