package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2_REST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P0;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P1;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P2;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P3;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P4;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P5;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P6;
import static dev.pigrad.runtime.kernel.simd.SimdLog.P7;
import static dev.pigrad.runtime.kernel.simd.SimdLog.ROOT_HALF_BITS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logarithm of 1 more: log(1 + x) = n ln 2 + log(1 + f) as in {@link SimdLog}, where n is that
 * of the rounded sum 1 + x, and f = 2⁻ⁿ x + (2⁻ⁿ − 1) is rounded once: nothing is lost near 0,
 * where f is x.
 */
final class SimdLog1p {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** Above, x takes the place of 1 + x, and is scaled so that 2⁻ⁿ is a normal number. */
  private static final float LARGE = 0x1p64f;

  private static final float SCALE = 0x1p-32f;

  private static final float SCALE_EXPONENT = -32;

  private static final int SIGN = 0x80000000;

  private SimdLog1p() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = fromArray(S, x, i);
      VectorMask<Float> large = v.compare(GT, LARGE);
      FloatVector w = v.blend(v.mul(SCALE), large);
      IntVector bits = w.add(1f).reinterpretAsInts();
      IntVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 23);
      // 2⁻ⁿ has the bits (127 − n) << 23
      FloatVector scale = exponent.neg().add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector f = w.fma(scale, scale.sub(1f));
      FloatVector n = exponent.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
      n = n.blend(n.sub(SCALE_EXPONENT), large);

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

      sum = sum.blend(v, v.compare(LT, Float.POSITIVE_INFINITY).not());
      sum = sum.blend(Float.NaN, v.compare(LT, -1f));
      sum = sum.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, -1f));
      // a zero keeps its sign; any other result has that of x anyway
      IntVector sign = v.reinterpretAsInts().and(SIGN);
      sum.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats().intoArray(y, i);
    }
  }
}
