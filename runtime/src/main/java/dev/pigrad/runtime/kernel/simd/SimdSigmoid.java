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
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), from e = exp(−|x|), which never overflows: 1 / (1 +
 * e) where x ≥ 0, e / (1 + e) where x < 0. The remainder of the division is added back in. The
 * result goes to zero through the subnormal numbers.
 */
final class SimdSigmoid {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private SimdSigmoid() {}

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

      FloatVector numerator = broadcast(S, 1f).blend(e, v.compare(LT, 0f));
      FloatVector inverse = broadcast(S, 1f).div(e.add(1f));
      FloatVector quotient = numerator.mul(inverse);
      FloatVector remainder =
          quotient.neg().fma(e, numerator.sub(quotient)); // the difference is exact
      remainder.fma(inverse, quotient).intoArray(y, i);
    }
  }
}
