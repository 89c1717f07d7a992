package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// Written by BlocksSource: change that, and run BlocksSourceTest with -Dpigrad.golden=rewrite.

/**
 * The inner loops of {@link BlockedProduct}: C[i] = From[i] + Σ_k A(i, k) B[k] for some vectors
 * along the lanes, a block of rows i at a time.
 *
 * <p>The accumulators are named locals, loaded before and stored after the loop over k: in an
 * array, or passed to a method that is not inlined, each would be a heap object (ten times slower).
 * A(i, k) stands at {@code i * aRow + k * aStep}, B[k] from {@code bStart + k * bStride}, From[i]
 * and C[i] likewise.
 */
@SuppressWarnings("UnusedVariable") // blocks of any height are called alike
final class Blocks {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.COUNT;

  private Blocks() {}

  static void fourVectors(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      rows4vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
    for (; i + 2 <= rows; i += 2) {
      rows2vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
    for (; i < rows; i++) {
      rows1vectors4(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
  }

  private static void rows4vectors4(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int from0 = fromStart;
    int from1 = from0 + fromRow;
    int from2 = from1 + fromRow;
    int from3 = from2 + fromRow;
    int c0 = cStart;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c01 = fromArray(S, from, from0 + L);
    FloatVector c02 = fromArray(S, from, from0 + 2 * L);
    FloatVector c03 = fromArray(S, from, from0 + 3 * L);
    FloatVector c10 = fromArray(S, from, from1);
    FloatVector c11 = fromArray(S, from, from1 + L);
    FloatVector c12 = fromArray(S, from, from1 + 2 * L);
    FloatVector c13 = fromArray(S, from, from1 + 3 * L);
    FloatVector c20 = fromArray(S, from, from2);
    FloatVector c21 = fromArray(S, from, from2 + L);
    FloatVector c22 = fromArray(S, from, from2 + 2 * L);
    FloatVector c23 = fromArray(S, from, from2 + 3 * L);
    FloatVector c30 = fromArray(S, from, from3);
    FloatVector c31 = fromArray(S, from, from3 + L);
    FloatVector c32 = fromArray(S, from, from3 + 2 * L);
    FloatVector c33 = fromArray(S, from, from3 + 3 * L);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector b1 = fromArray(S, b, bk + L);
      FloatVector b2 = fromArray(S, b, bk + 2 * L);
      FloatVector b3 = fromArray(S, b, bk + 3 * L);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = broadcast(S, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = broadcast(S, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = broadcast(S, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      ak += aStep;
      bk += bStride;
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

  private static void rows2vectors4(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int a1 = a0 + aRow;
    int from0 = fromStart;
    int from1 = from0 + fromRow;
    int c0 = cStart;
    int c1 = c0 + cRow;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c01 = fromArray(S, from, from0 + L);
    FloatVector c02 = fromArray(S, from, from0 + 2 * L);
    FloatVector c03 = fromArray(S, from, from0 + 3 * L);
    FloatVector c10 = fromArray(S, from, from1);
    FloatVector c11 = fromArray(S, from, from1 + L);
    FloatVector c12 = fromArray(S, from, from1 + 2 * L);
    FloatVector c13 = fromArray(S, from, from1 + 3 * L);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector b1 = fromArray(S, b, bk + L);
      FloatVector b2 = fromArray(S, b, bk + 2 * L);
      FloatVector b3 = fromArray(S, b, bk + 3 * L);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = broadcast(S, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      ak += aStep;
      bk += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c12.intoArray(c, c1 + 2 * L);
    c13.intoArray(c, c1 + 3 * L);
  }

  private static void rows1vectors4(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int from0 = fromStart;
    int c0 = cStart;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c01 = fromArray(S, from, from0 + L);
    FloatVector c02 = fromArray(S, from, from0 + 2 * L);
    FloatVector c03 = fromArray(S, from, from0 + 3 * L);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector b1 = fromArray(S, b, bk + L);
      FloatVector b2 = fromArray(S, b, bk + 2 * L);
      FloatVector b3 = fromArray(S, b, bk + 3 * L);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      ak += aStep;
      bk += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + 3 * L);
  }

  static void twoVectors(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      rows4vectors2(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
    for (; i < rows; i++) {
      rows1vectors2(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
  }

  private static void rows4vectors2(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int from0 = fromStart;
    int from1 = from0 + fromRow;
    int from2 = from1 + fromRow;
    int from3 = from2 + fromRow;
    int c0 = cStart;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c01 = fromArray(S, from, from0 + L);
    FloatVector c10 = fromArray(S, from, from1);
    FloatVector c11 = fromArray(S, from, from1 + L);
    FloatVector c20 = fromArray(S, from, from2);
    FloatVector c21 = fromArray(S, from, from2 + L);
    FloatVector c30 = fromArray(S, from, from3);
    FloatVector c31 = fromArray(S, from, from3 + L);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector b1 = fromArray(S, b, bk + L);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = broadcast(S, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = broadcast(S, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = broadcast(S, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      ak += aStep;
      bk += bStride;
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

  private static void rows1vectors2(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int from0 = fromStart;
    int c0 = cStart;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c01 = fromArray(S, from, from0 + L);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector b1 = fromArray(S, b, bk + L);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      ak += aStep;
      bk += bStride;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
  }

  static void oneVector(
      int rows,
      int depth,
      float[] a,
      int aRow,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      rows8vectors1(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
    for (; i < rows; i++) {
      rows1vectors1(
          depth,
          a,
          i * aRow,
          aRow,
          aStep,
          b,
          bStart,
          bStride,
          from,
          fromStart + i * fromRow,
          fromRow,
          c,
          cStart + i * cRow,
          cRow);
    }
  }

  private static void rows8vectors1(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    int from0 = fromStart;
    int from1 = from0 + fromRow;
    int from2 = from1 + fromRow;
    int from3 = from2 + fromRow;
    int from4 = from3 + fromRow;
    int from5 = from4 + fromRow;
    int from6 = from5 + fromRow;
    int from7 = from6 + fromRow;
    int c0 = cStart;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    int c4 = c3 + cRow;
    int c5 = c4 + cRow;
    int c6 = c5 + cRow;
    int c7 = c6 + cRow;
    FloatVector c00 = fromArray(S, from, from0);
    FloatVector c10 = fromArray(S, from, from1);
    FloatVector c20 = fromArray(S, from, from2);
    FloatVector c30 = fromArray(S, from, from3);
    FloatVector c40 = fromArray(S, from, from4);
    FloatVector c50 = fromArray(S, from, from5);
    FloatVector c60 = fromArray(S, from, from6);
    FloatVector c70 = fromArray(S, from, from7);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = broadcast(S, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = broadcast(S, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = broadcast(S, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = broadcast(S, a[a4 + ak]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = broadcast(S, a[a5 + ak]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = broadcast(S, a[a6 + ak]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = broadcast(S, a[a7 + ak]);
      c70 = x7.fma(b0, c70);
      ak += aStep;
      bk += bStride;
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

  private static void rows1vectors1(
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
      int fromRow,
      float[] c,
      int cStart,
      int cRow) {
    int a0 = aStart;
    int from0 = fromStart;
    int c0 = cStart;
    FloatVector c00 = fromArray(S, from, from0);
    int ak = 0;
    int bk = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, bk);
      FloatVector x0 = broadcast(S, a[a0 + ak]);
      c00 = x0.fma(b0, c00);
      ak += aStep;
      bk += bStride;
    }
    c00.intoArray(c, c0);
  }
}
