package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOG2_E;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent: with F = exp(−2|x|), |tanh x| = (1 − F) / (1 + F), which never exceeds 1,
 * loses nothing near 0, and is x for tiny x, subnormal ones included.
 *
 * <p>With n = −round(2|x| / ln 2) and h = |x| + ½ n ln 2 ∈ ±¼ ln 2, F = 2ⁿ e⁻²ʰ = 2ⁿ (1 − p). What
 * is rounded once each is p = 2h + h² Q(h), where Q of degree 4 is a minimax fit of the relative
 * error of p (2⁻²⁶), then (1 − 2ⁿ) + 2ⁿ p, (1 + 2ⁿ) − 2ⁿ p and their quotient: at most 1.97 ulp. ln
 * 2 needs no second part, since {@link SimdExp#LN2} errs by 2⁻²⁹.
 *
 * <p>Half of the operations are additions, which run beside the multiplications.
 */
final class SimdTanh {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** From 9.02 on, the result rounds to ±1. */
  private static final float SATURATION = 10;

  /** As {@link SimdExp#ROUND}, with n + 127 in the low bits: the exponent of 2ⁿ. */
  private static final float ROUND = SimdExp.ROUND + 127;

  private static final int SIGN = 0x80000000;

  private static final float Q0 = -0x1.fffffep0f;
  private static final float Q1 = 0x1.5554b4p0f;
  private static final float Q2 = -0x1.5556f2p-1f;
  private static final float Q3 = 0x1.12254ap-2f;
  private static final float Q4 = -0x1.6b9c66p-4f;

  private SimdTanh() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      FloatVector magnitude = v.abs();
      magnitude = magnitude.blend(SATURATION, magnitude.compare(GT, SATURATION));

      FloatVector rounded = magnitude.fma(broadcast(S, -2 * LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector h = n.fma(broadcast(S, LN2 / 2), magnitude);

      FloatVector q = h.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(h, broadcast(S, Q2));
      q = q.fma(h, broadcast(S, Q1));
      q = q.fma(h, broadcast(S, Q0));
      FloatVector p = q.fma(h.mul(h), h.add(h));

      FloatVector scale = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector scaled = p.mul(scale); // exact
      FloatVector numerator = broadcast(S, 1f).sub(scale).add(scaled);
      FloatVector denominator = broadcast(S, 1f).add(scale).sub(scaled);
      FloatVector t = numerator.div(denominator);

      t.reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, i);
    }
  }
}
