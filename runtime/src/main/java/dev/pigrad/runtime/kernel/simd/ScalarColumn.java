package dev.pigrad.runtime.kernel.simd;

/**
 * Sums for a side of width 1, whose entries lie side by side (stride 1): one fused multiply-add
 * after the other, in the order of the index.
 */
final class ScalarColumn {

  private ScalarColumn() {}

  private static final float[] ZERO = {0};

  /** {@code c[r] = Σ_k a[r][k] b[k]}. */
  static void product(int rows, int depth, float[] a, int stride, float[] b, float[] c) {
    product(rows, depth, a, stride, b, ZERO, 0, c);
  }

  /**
   * {@code c[r] = start[r * startStride] + Σ_k a[r][k] b[k]}: four rows at a time hide the latency
   * of a sum.
   */
  static void product(
      int rows,
      int depth,
      float[] a,
      int stride,
      float[] b,
      float[] start,
      int startStride,
      float[] c) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      fourRows(r, depth, a, stride, b, start, startStride, c);
    }
    for (; r < rows; r++) {
      c[r] = oneRow(depth, a, r * stride, b, start[r * startStride]);
    }
  }

  private static void fourRows(
      int r,
      int depth,
      float[] a,
      int stride,
      float[] b,
      float[] start,
      int startStride,
      float[] c) {
    int a0 = r * stride;
    int a1 = a0 + stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    float c0 = start[r * startStride];
    float c1 = start[(r + 1) * startStride];
    float c2 = start[(r + 2) * startStride];
    float c3 = start[(r + 3) * startStride];
    for (int k = 0; k < depth; k++) {
      float bk = b[k];
      c0 = Math.fma(a[a0 + k], bk, c0);
      c1 = Math.fma(a[a1 + k], bk, c1);
      c2 = Math.fma(a[a2 + k], bk, c2);
      c3 = Math.fma(a[a3 + k], bk, c3);
    }
    c[r] = c0;
    c[r + 1] = c1;
    c[r + 2] = c2;
    c[r + 3] = c3;
  }

  /** {@code start + Σ_k a[k] b[k]}. */
  static float sumOfProducts(int depth, float[] a, float[] b, float start) {
    return oneRow(depth, a, 0, b, start);
  }

  private static float oneRow(int depth, float[] a, int row, float[] b, float start) {
    float sum = start;
    for (int k = 0; k < depth; k++) {
      sum = Math.fma(a[row + k], b[k], sum);
    }
    return sum;
  }

  /** {@code start + Σ_k a[k]}. */
  static float sum(int depth, float[] a, float start) {
    float sum = start;
    for (int k = 0; k < depth; k++) {
      sum += a[k];
    }
    return sum;
  }
}
