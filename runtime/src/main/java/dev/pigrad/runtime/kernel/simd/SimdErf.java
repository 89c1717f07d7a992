package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOG2_E;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q0;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q1;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q3;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q4;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function, odd: with a = |x|, erf a ≈ a + a E(a²) below {@link #SMALL} and 1 −
 * exp(−G(a)) above, G(a) ≈ −log(1 − erf a).
 *
 * <p>E of degree 5 and G of degree 6 are minimax fits of the error relative to erf (2⁻²⁷ and 2⁻²⁸;
 * Lawson's reweighted least squares on Chebyshev nodes, coefficients rounded to float one by one,
 * lowest first, the others fitted again). The exponential is that of {@link SimdExp} without the
 * second part of ln 2: it is at most 0.23, so its error is a quarter of an ulp of the result.
 */
final class SimdErf {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private static final float SMALL = 0.85f;

  /** From 3.92 on, the result rounds to ±1. */
  private static final float SATURATION = 4;

  /** As {@link SimdExp#ROUND}, with n + 127 in the low bits: the exponent of 2ⁿ. */
  private static final float ROUND = SimdExp.ROUND + 127;

  private static final int SIGN = 0x80000000;

  private static final float E0 = 0x1.06eba8p-3f;
  private static final float E1 = -0x1.812726p-2f;
  private static final float E2 = 0x1.ce256ap-4f;
  private static final float E3 = -0x1.b735eap-6f;
  private static final float E4 = 0x1.4b763p-8f;
  private static final float E5 = -0x1.4cd86p-11f;

  private static final float G0 = 0x1.b6691ep-14f;
  private static final float G1 = 0x1.20c89cp0f;
  private static final float G2 = 0x1.45e5c8p-1f;
  private static final float G3 = 0x1.ac23c2p-4f;
  private static final float G4 = -0x1.70f4f4p-6f;
  private static final float G5 = 0x1.98ad88p-9f;
  private static final float G6 = -0x1.ab2d24p-13f;

  private SimdErf() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      FloatVector a = v.abs();
      a = a.blend(SATURATION, a.compare(GT, SATURATION));

      FloatVector square = a.mul(a);
      FloatVector e = square.fma(broadcast(S, E5), broadcast(S, E4));
      e = e.fma(square, broadcast(S, E3));
      e = e.fma(square, broadcast(S, E2));
      e = e.fma(square, broadcast(S, E1));
      e = e.fma(square, broadcast(S, E0));
      FloatVector small = e.fma(a, a);

      FloatVector g = a.fma(broadcast(S, G6), broadcast(S, G5));
      g = g.fma(a, broadcast(S, G4));
      g = g.fma(a, broadcast(S, G3));
      g = g.fma(a, broadcast(S, G2));
      g = g.fma(a, broadcast(S, G1));
      g = g.fma(a, broadcast(S, G0));

      // exp(−G) = 2ⁿ (1 + r + r² Q(r))
      FloatVector rounded = g.fma(broadcast(S, -LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(broadcast(S, -LN2), g.neg());
      FloatVector q = r.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(r, broadcast(S, Q2));
      q = q.fma(r, broadcast(S, Q1));
      q = q.fma(r, broadcast(S, Q0));
      FloatVector power = q.fma(r.mul(r), r).add(1f);
      FloatVector scale = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector large = power.neg().fma(scale, broadcast(S, 1f));

      FloatVector result = large.blend(small, a.compare(LT, SMALL));
      IntVector sign = v.reinterpretAsInts().and(SIGN);
      result.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats().intoArray(y, i);
    }
  }
}
