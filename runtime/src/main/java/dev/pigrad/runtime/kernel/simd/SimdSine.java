package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sine and the cosine, which is the sine a quarter of a turn ahead: with |x| = n π/2 + r, r ∈
 * ±¼π, the sine of |x| + q π/2 is ±sin r where n + q is even and ±cos r where it is odd.
 *
 * <p>sin r ≈ r + r³ S(r²) and cos r ≈ 1 − ½ r² + r⁴ C(r²), where S and C of degree 2 are minimax
 * fits of the relative errors (2⁻²⁷ and 2⁻³²; Lawson's reweighted least squares on Chebyshev nodes,
 * coefficients rounded to float one by one, lowest first, the others fitted again).
 *
 * <p>π/2 is three floats, 75 bits: |x| − n HALF_PI is exact, the next difference is rounded
 * relative to itself, however close to 0. From {@link #MOST_REDUCED} on, where n or the third float
 * would not do, an element is computed by {@link StrictMath}.
 */
final class SimdSine {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** No float below is closer than 2⁻³⁰ to a multiple of π/2. */
  private static final float MOST_REDUCED = 0x1p16f;

  private static final int SIGN = 0x80000000;

  private static final float TWO_OVER_PI = 0x1.45f306p-1f;

  private static final float HALF_PI = 0x1.921fb4p0f;
  private static final float HALF_PI_REST = 0x1.4442dp-24f;
  private static final float HALF_PI_LAST = 0x1.846988p-48f;

  private static final float S0 = -0x1.555546p-3f;
  private static final float S1 = 0x1.110778p-7f;
  private static final float S2 = -0x1.9954p-13f;

  private static final float C0 = 0x1.55554ap-5f;
  private static final float C1 = -0x1.6c0c28p-10f;
  private static final float C2 = 0x1.99e80cp-16f;

  private SimdSine() {}

  /**
   * sin(x + quarters π/2), quarters 0 or 1; all in one method: a vector passed to one that is not
   * inlined becomes a heap object.
   */
  static void apply(int quarters, int count, float[] x, float[] y) {
    int signOfArgument = quarters == 0 ? SIGN : 0;
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      FloatVector magnitude = v.abs();
      FloatVector rounded = magnitude.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(broadcast(S, -HALF_PI), magnitude); // exact
      r = n.fma(broadcast(S, -HALF_PI_REST), r);
      r = n.fma(broadcast(S, -HALF_PI_LAST), r);
      FloatVector square = r.mul(r);

      FloatVector sine = square.fma(broadcast(S, S2), broadcast(S, S1));
      sine = sine.fma(square, broadcast(S, S0));
      sine = sine.mul(square).fma(r, r);

      FloatVector cosine = square.fma(broadcast(S, C2), broadcast(S, C1));
      cosine = cosine.fma(square, broadcast(S, C0));
      cosine = cosine.fma(square, broadcast(S, -0.5f)).fma(square, broadcast(S, 1f));

      IntVector quarter = rounded.reinterpretAsInts().sub(ROUND_BITS - quarters);
      FloatVector result = sine.blend(cosine, quarter.and(1).compare(NE, 0).cast(S));
      IntVector turned = quarter.and(2).lanewise(LSHL, 30);
      IntVector sign = turned.lanewise(XOR, v.reinterpretAsInts().and(signOfArgument));
      result = result.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();

      VectorMask<Float> large = magnitude.compare(GE, MOST_REDUCED);
      result.blend(v, large).intoArray(y, i);
      if (large.anyTrue()) {
        reduceExactly(quarters, i, y);
      }
    }
  }

  /** In place of the arguments that are large: results are not. */
  private static void reduceExactly(int quarters, int offset, float[] y) {
    for (int i = offset; i < offset + Lanes.COUNT; i++) {
      if (Math.abs(y[i]) >= MOST_REDUCED) {
        y[i] = (float) (quarters == 0 ? StrictMath.sin(y[i]) : StrictMath.cos(y[i]));
      }
    }
  }
}
