package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2_REST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The natural logarithm: log x = n ln 2 + log(1 + f) with x = 2ⁿ (1 + f), 1 + f ∈ [√½, √2).
 *
 * <p>log(1 + f) ≈ f − ½ f² + f³ P(f), where P of degree 7 is a minimax fit of the relative error
 * (2⁻²⁷; Lawson's reweighted least squares on Chebyshev nodes, coefficients rounded to float one by
 * one, lowest first, the others fitted again). A subnormal x is scaled to a normal one first.
 */
final class SimdLog {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** Makes every subnormal number normal. */
  private static final float SCALE = 0x1p24f;

  private static final float SCALE_EXPONENT = 24;

  /** The float nearest to √½: from it to twice it, n = 0. */
  static final int ROOT_HALF_BITS = 0x3f3504f3;

  static final float P0 = 0x1.555554p-2f;
  static final float P1 = -0x1.000228p-2f;
  static final float P2 = 0x1.99a028p-3f;
  static final float P3 = -0x1.54721ap-3f;
  static final float P4 = 0x1.22d7d2p-3f;
  static final float P5 = -0x1.0d84ccp-3f;
  static final float P6 = 0x1.0568b4p-3f;
  static final float P7 = -0x1.38d4fcp-4f;

  private SimdLog() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      VectorMask<Float> subnormal = v.compare(LT, Float.MIN_NORMAL);
      FloatVector normal = v.blend(v.mul(SCALE), subnormal);
      IntVector bits = normal.reinterpretAsInts();
      IntVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 23);
      FloatVector f = bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
      // an integer n added to ROUND's bits is the float ROUND + n
      FloatVector n = exponent.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
      n = n.blend(n.sub(SCALE_EXPONENT), subnormal);

      FloatVector p = f.fma(broadcast(S, P7), broadcast(S, P6));
      p = p.fma(f, broadcast(S, P5));
      p = p.fma(f, broadcast(S, P4));
      p = p.fma(f, broadcast(S, P3));
      p = p.fma(f, broadcast(S, P2));
      p = p.fma(f, broadcast(S, P1));
      p = p.fma(f, broadcast(S, P0));

      FloatVector square = f.mul(f);
      FloatVector sum = p.mul(f).mul(square);
      sum = n.fma(broadcast(S, LN2_REST), sum);
      sum = square.fma(broadcast(S, -0.5f), sum);
      sum = n.fma(broadcast(S, LN2), f.add(sum));

      sum = sum.blend(v, v.compare(LT, Float.POSITIVE_INFINITY).not()); // log ∞ = ∞, log NaN = NaN
      sum = sum.blend(Float.NaN, v.compare(LT, 0f));
      sum.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f)).intoArray(y, i);
    }
  }
}
