package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link Blocks} for at most half a vector of columns (2 actions, 4 inputs), on
 * vectors of half the width: processors start twice as many of those at once.
 *
 * <p>With so few operations for each entry of A, the checks of its index would be half of the work:
 * the two layouts of A are apart, each in a form whose checks the compiler can merge.
 */
final class NarrowBlocks {

  private static final VectorSpecies<Float> S = Lanes.NARROW;

  private NarrowBlocks() {}

  /** A(i, k) at {@code aStart + i * aRow + k}. */
  static void rows8(
      int depth,
      float[] a,
      int aStart,
      int aRow,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      int fromStride,
      float[] c,
      int cStart,
      int cStride) {
    int a0 = aStart;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    FloatVector c0 = fromArray(S, from, fromStart);
    FloatVector c1 = fromArray(S, from, fromStart + fromStride);
    FloatVector c2 = fromArray(S, from, fromStart + 2 * fromStride);
    FloatVector c3 = fromArray(S, from, fromStart + 3 * fromStride);
    FloatVector c4 = fromArray(S, from, fromStart + 4 * fromStride);
    FloatVector c5 = fromArray(S, from, fromStart + 5 * fromStride);
    FloatVector c6 = fromArray(S, from, fromStart + 6 * fromStride);
    FloatVector c7 = fromArray(S, from, fromStart + 7 * fromStride);
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      c0 = broadcast(S, a[a0 + k]).fma(b0, c0);
      c1 = broadcast(S, a[a1 + k]).fma(b0, c1);
      c2 = broadcast(S, a[a2 + k]).fma(b0, c2);
      c3 = broadcast(S, a[a3 + k]).fma(b0, c3);
      c4 = broadcast(S, a[a4 + k]).fma(b0, c4);
      c5 = broadcast(S, a[a5 + k]).fma(b0, c5);
      c6 = broadcast(S, a[a6 + k]).fma(b0, c6);
      c7 = broadcast(S, a[a7 + k]).fma(b0, c7);
      j += bStride;
    }
    c0.intoArray(c, cStart);
    c1.intoArray(c, cStart + cStride);
    c2.intoArray(c, cStart + 2 * cStride);
    c3.intoArray(c, cStart + 3 * cStride);
    c4.intoArray(c, cStart + 4 * cStride);
    c5.intoArray(c, cStart + 5 * cStride);
    c6.intoArray(c, cStart + 6 * cStride);
    c7.intoArray(c, cStart + 7 * cStride);
  }

  /** A(i, k) at {@code aStart + i + k * aStep}. */
  static void columns8(
      int depth,
      float[] a,
      int aStart,
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
    FloatVector c0 = fromArray(S, from, fromStart);
    FloatVector c1 = fromArray(S, from, fromStart + fromStride);
    FloatVector c2 = fromArray(S, from, fromStart + 2 * fromStride);
    FloatVector c3 = fromArray(S, from, fromStart + 3 * fromStride);
    FloatVector c4 = fromArray(S, from, fromStart + 4 * fromStride);
    FloatVector c5 = fromArray(S, from, fromStart + 5 * fromStride);
    FloatVector c6 = fromArray(S, from, fromStart + 6 * fromStride);
    FloatVector c7 = fromArray(S, from, fromStart + 7 * fromStride);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(S, b, j);
      c0 = broadcast(S, a[i]).fma(b0, c0);
      c1 = broadcast(S, a[i + 1]).fma(b0, c1);
      c2 = broadcast(S, a[i + 2]).fma(b0, c2);
      c3 = broadcast(S, a[i + 3]).fma(b0, c3);
      c4 = broadcast(S, a[i + 4]).fma(b0, c4);
      c5 = broadcast(S, a[i + 5]).fma(b0, c5);
      c6 = broadcast(S, a[i + 6]).fma(b0, c6);
      c7 = broadcast(S, a[i + 7]).fma(b0, c7);
      i += aStep;
      j += bStride;
    }
    c0.intoArray(c, cStart);
    c1.intoArray(c, cStart + cStride);
    c2.intoArray(c, cStart + 2 * cStride);
    c3.intoArray(c, cStart + 3 * cStride);
    c4.intoArray(c, cStart + 4 * cStride);
    c5.intoArray(c, cStart + 5 * cStride);
    c6.intoArray(c, cStart + 6 * cStride);
    c7.intoArray(c, cStart + 7 * cStride);
  }

  static void rows1(
      int depth,
      float[] a,
      int aStart,
      int aStep,
      float[] b,
      int bStart,
      int bStride,
      float[] from,
      int fromStart,
      float[] c,
      int cStart) {
    FloatVector c0 = fromArray(S, from, fromStart);
    int i = aStart;
    int j = bStart;
    for (int k = 0; k < depth; k++) {
      c0 = broadcast(S, a[i]).fma(fromArray(S, b, j), c0);
      i += aStep;
      j += bStride;
    }
    c0.intoArray(c, cStart);
  }
}
