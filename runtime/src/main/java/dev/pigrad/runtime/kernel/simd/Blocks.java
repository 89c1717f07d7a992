package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link BlockedProduct}, one per block shape: C[i] = From[i] + Σ_k A(i, k) B[k]
 * for a few rows i and a few vectors along the lanes.
 *
 * <p>The accumulators are named locals, loaded before and stored after the loop over k: in an
 * array, or passed to a method that is not inlined, each would be a heap object (ten times slower).
 * That is why the shapes are written out. A(i, k) stands at {@code aStart + i * aRow + k * aStep},
 * B[k] from {@code bStart + k * bStride}, From[i] and C[i] likewise.
 */
final class Blocks {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.COUNT;

  private Blocks() {}

  static void rows6vectors4(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a1 = aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int c0 = cStart;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    int f0 = fromStart;
    int f1 = f0 + fromStride;
    int f2 = f1 + fromStride;
    int f3 = f2 + fromStride;
    int f4 = f3 + fromStride;
    int f5 = f4 + fromStride;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    FloatVector c02 = fromArray(S, from, f0 + 2 * L);
    FloatVector c03 = fromArray(S, from, f0 + 3 * L);
    FloatVector c10 = fromArray(S, from, f1);
    FloatVector c11 = fromArray(S, from, f1 + L);
    FloatVector c12 = fromArray(S, from, f1 + 2 * L);
    FloatVector c13 = fromArray(S, from, f1 + 3 * L);
    FloatVector c20 = fromArray(S, from, f2);
    FloatVector c21 = fromArray(S, from, f2 + L);
    FloatVector c22 = fromArray(S, from, f2 + 2 * L);
    FloatVector c23 = fromArray(S, from, f2 + 3 * L);
    FloatVector c30 = fromArray(S, from, f3);
    FloatVector c31 = fromArray(S, from, f3 + L);
    FloatVector c32 = fromArray(S, from, f3 + 2 * L);
    FloatVector c33 = fromArray(S, from, f3 + 3 * L);
    FloatVector c40 = fromArray(S, from, f4);
    FloatVector c41 = fromArray(S, from, f4 + L);
    FloatVector c42 = fromArray(S, from, f4 + 2 * L);
    FloatVector c43 = fromArray(S, from, f4 + 3 * L);
    FloatVector c50 = fromArray(S, from, f5);
    FloatVector c51 = fromArray(S, from, f5 + L);
    FloatVector c52 = fromArray(S, from, f5 + 2 * L);
    FloatVector c53 = fromArray(S, from, f5 + 3 * L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector b2 = fromArray(S, b, j + 2 * L);
      FloatVector b3 = fromArray(S, b, j + 3 * L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = broadcast(S, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = broadcast(S, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = broadcast(S, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = broadcast(S, a[i + a4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector x5 = broadcast(S, a[i + a5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      c53 = x5.fma(b3, c53);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c12.intoArray(c, c1 + 2 * L);
    c13.intoArray(c, c1 + 3 * L);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c22.intoArray(c, c2 + 2 * L);
    c23.intoArray(c, c2 + 3 * L);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
    c32.intoArray(c, c3 + 2 * L);
    c33.intoArray(c, c3 + 3 * L);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + L);
    c42.intoArray(c, c4 + 2 * L);
    c43.intoArray(c, c4 + 3 * L);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + L);
    c52.intoArray(c, c5 + 2 * L);
    c53.intoArray(c, c5 + 3 * L);
  }

  static void rows4vectors4(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a1 = aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int c0 = cStart;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int f0 = fromStart;
    int f1 = f0 + fromStride;
    int f2 = f1 + fromStride;
    int f3 = f2 + fromStride;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    FloatVector c02 = fromArray(S, from, f0 + 2 * L);
    FloatVector c03 = fromArray(S, from, f0 + 3 * L);
    FloatVector c10 = fromArray(S, from, f1);
    FloatVector c11 = fromArray(S, from, f1 + L);
    FloatVector c12 = fromArray(S, from, f1 + 2 * L);
    FloatVector c13 = fromArray(S, from, f1 + 3 * L);
    FloatVector c20 = fromArray(S, from, f2);
    FloatVector c21 = fromArray(S, from, f2 + L);
    FloatVector c22 = fromArray(S, from, f2 + 2 * L);
    FloatVector c23 = fromArray(S, from, f2 + 3 * L);
    FloatVector c30 = fromArray(S, from, f3);
    FloatVector c31 = fromArray(S, from, f3 + L);
    FloatVector c32 = fromArray(S, from, f3 + 2 * L);
    FloatVector c33 = fromArray(S, from, f3 + 3 * L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector b2 = fromArray(S, b, j + 2 * L);
      FloatVector b3 = fromArray(S, b, j + 3 * L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = broadcast(S, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = broadcast(S, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = broadcast(S, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c12.intoArray(c, c1 + 2 * L);
    c13.intoArray(c, c1 + 3 * L);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c22.intoArray(c, c2 + 2 * L);
    c23.intoArray(c, c2 + 3 * L);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
    c32.intoArray(c, c3 + 2 * L);
    c33.intoArray(c, c3 + 3 * L);
  }

  static void rows1vectors4(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int c0 = cStart;
    int f0 = fromStart;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    FloatVector c02 = fromArray(S, from, f0 + 2 * L);
    FloatVector c03 = fromArray(S, from, f0 + 3 * L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector b2 = fromArray(S, b, j + 2 * L);
      FloatVector b3 = fromArray(S, b, j + 3 * L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
  }

  static void rows6vectors2(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a1 = aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int c0 = cStart;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    int f0 = fromStart;
    int f1 = f0 + fromStride;
    int f2 = f1 + fromStride;
    int f3 = f2 + fromStride;
    int f4 = f3 + fromStride;
    int f5 = f4 + fromStride;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    FloatVector c10 = fromArray(S, from, f1);
    FloatVector c11 = fromArray(S, from, f1 + L);
    FloatVector c20 = fromArray(S, from, f2);
    FloatVector c21 = fromArray(S, from, f2 + L);
    FloatVector c30 = fromArray(S, from, f3);
    FloatVector c31 = fromArray(S, from, f3 + L);
    FloatVector c40 = fromArray(S, from, f4);
    FloatVector c41 = fromArray(S, from, f4 + L);
    FloatVector c50 = fromArray(S, from, f5);
    FloatVector c51 = fromArray(S, from, f5 + L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = broadcast(S, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = broadcast(S, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = broadcast(S, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = broadcast(S, a[i + a4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = broadcast(S, a[i + a5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + L);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + L);
  }

  static void rows4vectors2(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a1 = aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int c0 = cStart;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int f0 = fromStart;
    int f1 = f0 + fromStride;
    int f2 = f1 + fromStride;
    int f3 = f2 + fromStride;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    FloatVector c10 = fromArray(S, from, f1);
    FloatVector c11 = fromArray(S, from, f1 + L);
    FloatVector c20 = fromArray(S, from, f2);
    FloatVector c21 = fromArray(S, from, f2 + L);
    FloatVector c30 = fromArray(S, from, f3);
    FloatVector c31 = fromArray(S, from, f3 + L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = broadcast(S, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = broadcast(S, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = broadcast(S, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
  }

  static void rows1vectors2(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int c0 = cStart;
    int f0 = fromStart;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c01 = fromArray(S, from, f0 + L);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector b1 = fromArray(S, b, j + L);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
  }

  static void rows8vectors1(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a1 = aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    int c0 = cStart;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    int c6 = c5 + cStride;
    int c7 = c6 + cStride;
    int f0 = fromStart;
    int f1 = f0 + fromStride;
    int f2 = f1 + fromStride;
    int f3 = f2 + fromStride;
    int f4 = f3 + fromStride;
    int f5 = f4 + fromStride;
    int f6 = f5 + fromStride;
    int f7 = f6 + fromStride;
    FloatVector c00 = fromArray(S, from, f0);
    FloatVector c10 = fromArray(S, from, f1);
    FloatVector c20 = fromArray(S, from, f2);
    FloatVector c30 = fromArray(S, from, f3);
    FloatVector c40 = fromArray(S, from, f4);
    FloatVector c50 = fromArray(S, from, f5);
    FloatVector c60 = fromArray(S, from, f6);
    FloatVector c70 = fromArray(S, from, f7);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = broadcast(S, a[i + a1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = broadcast(S, a[i + a2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = broadcast(S, a[i + a3]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = broadcast(S, a[i + a4]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = broadcast(S, a[i + a5]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = broadcast(S, a[i + a6]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = broadcast(S, a[i + a7]);
      c70 = x7.fma(b0, c70);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
    c10.intoArray(c, c1);
    c20.intoArray(c, c2);
    c30.intoArray(c, c3);
    c40.intoArray(c, c4);
    c50.intoArray(c, c5);
    c60.intoArray(c, c6);
    c70.intoArray(c, c7);
  }

  static void rows1vectors1(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int c0 = cStart;
    int f0 = fromStart;
    FloatVector c00 = fromArray(S, from, f0);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      FloatVector x0 = broadcast(S, a[i]);
      c00 = x0.fma(b0, c00);
      i += aStep;
      j += bStride;
    }
    c00.intoArray(c, c0);
  }
}
