package dev.pigrad.runtime.kernel.simd;

/**
 * C[i] = From[i] + Σ_k A(i, k) B[k] over the rows i of C, cut into the register blocks of {@link
 * Blocks}; From is C itself or another matrix, or one row for all i.
 *
 * <p>A(i, k) stands at {@code i * aRow + k * aStep}. A row of B or C is {@code width} entries,
 * {@code stride} apart. Every entry of C takes its terms in the order of k, in each of the blocks.
 */
final class BlockedProduct {

  private static final int L = Lanes.COUNT;

  /** From = 0: as wide as the widest block, and read from its start for each. */
  private static final float[] ZERO = new float[4 * L];

  private BlockedProduct() {}

  /** {@code C[i] = Σ_k A(i, k) B[k]}. */
  static void assign(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int width,
      int stride,
      float[] c) {
    run(rows, depth, a, aRow, aStep, b, width, stride, ZERO, 0, 0, c);
  }

  /** {@code C[i] = Start[i] + Σ_k A(i, k) B[k]}, the rows of Start {@code startStride} apart. */
  static void assign(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int width,
      int stride,
      float[] start,
      int startStride,
      float[] c) {
    run(rows, depth, a, aRow, aStep, b, width, stride, start, startStride, 1, c);
  }

  /** {@code C[i] += Σ_k A(i, k) B[k]}. */
  static void accumulate(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int width,
      int stride,
      float[] c) {
    assign(rows, depth, a, aRow, aStep, b, width, stride, c, stride, c);
  }

  private static void run(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int width,
      int stride,
      float[] from,
      int fromRow,
      int fromStep,
      float[] c) {
    int j = 0;
    while (j < width) {
      int f = j * fromStep;
      int rest = width - j;
      if (Lanes.WIDE && rest > 3 * L) {
        Blocks.fourVectors(
            rows, depth, a, aRow, aStep, b, j, stride, from, f, fromRow, c, j, stride);
        j += 4 * L;
      } else if (rest > L) {
        Blocks.twoVectors(
            rows, depth, a, aRow, aStep, b, j, stride, from, f, fromRow, c, j, stride);
        j += 2 * L;
      } else {
        Blocks.oneVector(rows, depth, a, aRow, aStep, b, j, stride, from, f, fromRow, c, j, stride);
        j += L;
      }
    }
  }
}
