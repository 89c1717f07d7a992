package dev.pigrad.runtime.kernel;

/**
 * A matrix in both orientations, so that every product walks contiguous rows.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param rowMajor entry (i, j) at {@code i * stride(columns) + j}; padding is zero
 * @param transposed entry (i, j) at {@code j * stride(rows) + i}; padding is zero
 * @param <A> the array type
 */
public record Weight<A>(int rows, int columns, A rowMajor, A transposed) {

  /** A zero matrix whose arrays come from {@code kernels}. */
  public static <A> Weight<A> zeros(Kernels<A> kernels, int rows, int columns) {
    return new Weight<>(
        rows,
        columns,
        kernels.allocate(rows * kernels.stride(columns)),
        kernels.allocate(columns * kernels.stride(rows)));
  }
}
