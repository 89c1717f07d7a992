package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential: eˣ = 2ⁿ eʳ with n = round(x / ln 2) and r = x − n ln 2 ∈ ±½ ln 2.
 *
 * <p>eʳ ≈ 1 + r + r² Q(r), where Q of degree 4 is a minimax fit of the relative error (2⁻²⁸;
 * Lawson's reweighted least squares on Chebyshev nodes, coefficients rounded to float one by one,
 * lowest first, the others fitted again). 2ⁿ is two exact factors, so that a subnormal result is
 * rounded once and the largest finite one is reached.
 */
final class SimdExp {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** Outside, the result is 0 or ∞ anyway; inside, both factors of 2ⁿ are normal numbers. */
  static final float LOWEST = -105;

  private static final float HIGHEST = 90;

  /** t + ROUND has no fraction bits: it rounds t to an integer, which stands in its low bits. */
  static final float ROUND = 0x1.8p23f;

  static final int ROUND_BITS = 0x4b400000;

  static final float LOG2_E = 0x1.715476p0f;

  /** ln 2 = LN2 + LN2_REST to 48 bits. */
  static final float LN2 = 0x1.62e43p-1f;

  static final float LN2_REST = -0x1.05c61p-29f;

  static final float Q0 = 0x1.fffffcp-2f;
  static final float Q1 = 0x1.555492p-3f;
  static final float Q2 = 0x1.5558b4p-5f;
  static final float Q3 = 0x1.1239ap-7f;
  static final float Q4 = 0x1.6a495cp-10f;

  private SimdExp() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      v = v.blend(LOWEST, v.compare(LT, LOWEST));
      v = v.blend(HIGHEST, v.compare(GT, HIGHEST));

      FloatVector rounded = v.fma(broadcast(S, LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector high = n.fma(broadcast(S, -LN2), v); // exact
      FloatVector r = n.fma(broadcast(S, -LN2_REST), high);

      FloatVector q = r.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(r, broadcast(S, Q2));
      q = q.fma(r, broadcast(S, Q1));
      q = q.fma(r, broadcast(S, Q0));

      // eʳ = sum + rest, where sum = 1 + high is rounded and rest is what that lost and the small
      // terms
      FloatVector sum = high.add(1f);
      FloatVector rest = n.fma(broadcast(S, -LN2_REST), high.sub(sum.sub(1f)));
      FloatVector power = q.fma(r.mul(r), rest).add(sum);

      // 2ᵐ has the bits (m + 127) << 23
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      IntVector otherHalf = exponent.sub(half);
      FloatVector scale = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector otherScale = otherHalf.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      power.mul(scale).mul(otherScale).intoArray(y, i);
    }
  }
}
