package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2_REST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOG2_E;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOWEST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q0;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q1;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q3;
import static dev.pigrad.runtime.kernel.simd.SimdExp.Q4;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * log(1 + eˣ) = max(x, 0) + log(1 + e) with e = exp(−|x|) ∈ [0, 1].
 *
 * <p>With t = e / (1 + ½ e) ∈ [0, ⅔], log(1 + e) = 2 artanh(t / 2) ≈ t + t³ P(t²): exact for tiny
 * e, also where it is subnormal. P of degree 3 is a minimax fit of the relative error (2⁻²⁷;
 * Lawson's reweighted least squares on Chebyshev nodes, coefficients rounded to float one by one,
 * lowest first, the others fitted again). The remainder of the division is added back in.
 */
final class SimdSoftplus {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private static final float P0 = 0x1.555502p-4f;
  private static final float P1 = 0x1.99d1cep-7f;
  private static final float P2 = 0x1.1ec00ap-9f;
  private static final float P3 = 0x1.1ecb7p-11f;

  private SimdSoftplus() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      // e = exp(−|x|), as in SimdExp
      FloatVector negative = v.abs().neg();
      negative = negative.blend(LOWEST, negative.compare(LT, LOWEST));
      FloatVector rounded = negative.fma(broadcast(S, LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector high = n.fma(broadcast(S, -LN2), negative); // exact
      FloatVector r = n.fma(broadcast(S, -LN2_REST), high);
      FloatVector q = r.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(r, broadcast(S, Q2));
      q = q.fma(r, broadcast(S, Q1));
      q = q.fma(r, broadcast(S, Q0));
      FloatVector sum = high.add(1f);
      FloatVector rest = n.fma(broadcast(S, -LN2_REST), high.sub(sum.sub(1f)));
      FloatVector power = q.fma(r.mul(r), rest).add(sum);
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      IntVector otherHalf = exponent.sub(half);
      FloatVector scale = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector otherScale = otherHalf.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = power.mul(scale).mul(otherScale);

      FloatVector halfE = e.mul(0.5f);
      FloatVector inverse = broadcast(S, 1f).div(halfE.add(1f));
      FloatVector t = e.mul(inverse);
      FloatVector remainder = t.neg().fma(halfE, e.sub(t)); // e − t (1 + ½ e)
      FloatVector square = t.mul(t);
      FloatVector p = square.fma(broadcast(S, P3), broadcast(S, P2));
      p = p.fma(square, broadcast(S, P1));
      p = p.fma(square, broadcast(S, P0));
      FloatVector log = p.mul(square).fma(t, remainder.mul(inverse)).add(t);
      v.blend(0f, v.compare(LT, 0f)).add(log).intoArray(y, i);
    }
  }
}
