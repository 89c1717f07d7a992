package dev.pigrad.lang;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A linear map from {@code Vector<C>} to {@code Vector<R>}, shape {@code (R, C)}: a parameter.
 * Immutable; in eager code it holds doubles and, for checks, a tangent of each, zero unless given.
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
