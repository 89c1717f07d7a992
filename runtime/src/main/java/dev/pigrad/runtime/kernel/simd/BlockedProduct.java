package dev.pigrad.runtime.kernel.simd;

/**
 * C[i] = From[i] + Σ_k A(i, k) B[k] over the rows i of C, cut into the register blocks of {@link
 * Blocks}; From is C itself or zero.
 *
 * <p>A(i, k) stands at {@code i * aRow + k * aStep}. A row of B or C is {@code width} entries,
 * {@code stride} apart. Every entry of C takes its terms in the order of k, in each of the blocks.
 */
final class BlockedProduct {

  private static final int L = Lanes.COUNT;

  /** As wide as the widest block, read with stride 0; never written. */
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
    run(rows, depth, a, aRow, aStep, b, width, stride, ZERO, 0, c);
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
    run(rows, depth, a, aRow, aStep, b, width, stride, c, stride, c);
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
      int fromStride,
      float[] c) {
    int j = 0;
    for (; Lanes.WIDE && width - j > 3 * L; j += 4 * L) {
      fourVectors(rows, depth, a, aRow, aStep, b, j, stride, from, fromStride, c);
    }
    for (; width - j > L; j += 2 * L) {
      twoVectors(rows, depth, a, aRow, aStep, b, j, stride, from, fromStride, c);
    }
    if (width - j > Lanes.NARROW_COUNT) {
      oneVector(rows, depth, a, aRow, aStep, b, j, stride, from, fromStride, c);
      j += L;
    }
    if (j < width) {
      narrowVector(rows, depth, a, aRow, aStep, b, j, stride, from, fromStride, c);
    }
  }

  private static void fourVectors(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int j,
      int stride,
      float[] from,
      int fromStride,
      float[] c) {
    int first = fromStride == 0 ? 0 : j;
    int i = 0;
    for (; i + 6 <= rows; i += 6) {
      Blocks.rows6vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
    for (; i + 4 <= rows; i += 4) {
      Blocks.rows4vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
    for (; i < rows; i++) {
      Blocks.rows1vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
  }

  private static void twoVectors(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int j,
      int stride,
      float[] from,
      int fromStride,
      float[] c) {
    int first = fromStride == 0 ? 0 : j;
    int i = 0;
    for (; i + 6 <= rows; i += 6) {
      Blocks.rows6vectors2(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
    for (; i + 4 <= rows; i += 4) {
      Blocks.rows4vectors2(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
    for (; i < rows; i++) {
      Blocks.rows1vectors2(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
  }

  private static void oneVector(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int j,
      int stride,
      float[] from,
      int fromStride,
      float[] c) {
    int first = fromStride == 0 ? 0 : j;
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      Blocks.rows8vectors1(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
    for (; i < rows; i++) {
      Blocks.rows1vectors1(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          j,
          stride,
          from,
          i * fromStride + first,
          fromStride,
          c,
          i * stride + j,
          stride);
    }
  }

  private static void narrowVector(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int j,
      int stride,
      float[] from,
      int fromStride,
      float[] c) {
    int first = fromStride == 0 ? 0 : j;
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      if (aStep == 1) {
        NarrowBlocks.rows8(
            depth,
            a,
            i * aRow,
            aRow,
            b,
            j,
            stride,
            from,
            i * fromStride + first,
            fromStride,
            c,
            i * stride + j,
            stride);
      } else {
        NarrowBlocks.columns8(
            depth,
            a,
            i * aRow,
            aStep,
            b,
            j,
            stride,
            from,
            i * fromStride + first,
            fromStride,
            c,
            i * stride + j,
            stride);
      }
    }
    for (; i < rows; i++) {
      NarrowBlocks.rows1(
          depth, a, i * aRow, aStep, b, j, stride, from, i * fromStride + first, c, i * stride + j);
    }
  }
}
