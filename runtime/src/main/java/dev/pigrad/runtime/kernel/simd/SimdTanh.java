package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2_REST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOG2_E;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
import static dev.pigrad.runtime.kernel.simd.SimdExpm1.Q0;
import static dev.pigrad.runtime.kernel.simd.SimdExpm1.Q1;
import static dev.pigrad.runtime.kernel.simd.SimdExpm1.Q2;
import static dev.pigrad.runtime.kernel.simd.SimdExpm1.Q3;
import static dev.pigrad.runtime.kernel.simd.SimdExpm1.Q4;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent: with E = exp(−2|x|) − 1 ∈ (−1, 0], |tanh x| = −E / (E + 2), which never
 * exceeds 1, loses nothing near 0, and is x for tiny x, subnormal ones included.
 *
 * <p>As in {@link SimdExp}, −2|x| = n ln 2 + r; then E = 2ⁿ (eʳ − 1) + (2ⁿ − 1), where the last
 * term is exact, and eʳ − 1 ≈ r + r² Q(r) with the Q of {@link SimdExpm1}.
 */
final class SimdTanh {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** From 9.02 on, the result rounds to ±1. */
  private static final float SATURATION = 10;

  private static final int SIGN = 0x80000000;

  private SimdTanh() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      FloatVector magnitude = v.abs();
      magnitude = magnitude.blend(SATURATION, magnitude.compare(GT, SATURATION));

      FloatVector rounded = magnitude.fma(broadcast(S, -2 * LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector high = n.fma(broadcast(S, -LN2), magnitude.mul(-2f)); // exact
      FloatVector low = n.mul(-LN2_REST);
      FloatVector r = high.add(low);

      FloatVector q = r.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(r, broadcast(S, Q2));
      q = q.fma(r, broadcast(S, Q1));
      q = q.fma(r, broadcast(S, Q0));
      q = q.fma(r.mul(r), low).add(high);

      // 2ⁿ has the bits (n + 127) << 23
      IntVector bits = rounded.reinterpretAsInts().sub(ROUND_BITS - 127).lanewise(LSHL, 23);
      FloatVector scale = bits.reinterpretAsFloats();
      FloatVector e = q.fma(scale, scale.sub(1f));

      // E / (E + 2), and its remainder E − t (E + 2), where E + 2 = denominator − δ
      FloatVector denominator = e.add(2f);
      FloatVector delta = denominator.sub(2f).sub(e);
      FloatVector inverse = broadcast(S, 1f).div(denominator);
      FloatVector t = e.mul(inverse);
      FloatVector remainder = t.fma(delta, t.neg().fma(denominator, e));
      t = remainder.fma(inverse, t);

      IntVector sign = v.reinterpretAsInts().and(SIGN);
      IntVector result = t.abs().reinterpretAsInts();
      result.lanewise(OR, sign).reinterpretAsFloats().intoArray(y, i);
    }
  }
}
