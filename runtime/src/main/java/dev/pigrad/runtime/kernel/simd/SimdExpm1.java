package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LN2_REST;
import static dev.pigrad.runtime.kernel.simd.SimdExp.LOG2_E;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdExp.ROUND_BITS;
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
 * The exponential less 1: with x = n ln 2 + r as in {@link SimdExp}, eˣ − 1 = 2ⁿ (eʳ − 1) + (2ⁿ −
 * 1), where eʳ − 1 ≈ r + r² Q(r). Nothing is lost near 0, where n is 0.
 *
 * <p>Q of degree 4 is a minimax fit of the error relative to eʳ − 1 (Lawson's reweighted least
 * squares on Chebyshev nodes, coefficients rounded to float one by one, lowest first, the others
 * fitted again). For n > 127, where 2ⁿ is no float, a second factor follows at the end.
 */
final class SimdExpm1 {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** Below, the result rounds to −1. */
  private static final float LOWEST = -30;

  /** Above, it is ∞. */
  private static final float HIGHEST = 90;

  private static final int LARGEST_EXPONENT = 127;

  private static final int SIGN = 0x80000000;

  static final float Q0 = 0x1.fffffep-2f;
  static final float Q1 = 0x1.5554b4p-3f;
  static final float Q2 = 0x1.5556f2p-5f;
  static final float Q3 = 0x1.12256p-7f;
  static final float Q4 = 0x1.6b9caap-10f;

  private SimdExpm1() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector argument = fromArray(S, x, i);
      FloatVector v = argument.blend(LOWEST, argument.compare(LT, LOWEST));
      v = v.blend(HIGHEST, v.compare(GT, HIGHEST));

      FloatVector rounded = v.fma(broadcast(S, LOG2_E), broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector high = n.fma(broadcast(S, -LN2), v); // exact
      FloatVector low = n.mul(-LN2_REST);
      FloatVector r = high.add(low);

      FloatVector q = r.fma(broadcast(S, Q4), broadcast(S, Q3));
      q = q.fma(r, broadcast(S, Q2));
      q = q.fma(r, broadcast(S, Q1));
      q = q.fma(r, broadcast(S, Q0));
      q = q.fma(r.mul(r), low).add(high);

      // 2ᵐ has the bits (m + 127) << 23
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
      IntVector most = exponent.min(LARGEST_EXPONENT);
      FloatVector scale = most.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      IntVector others = exponent.sub(most);
      FloatVector otherScale = others.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector result = q.fma(scale, scale.sub(1f)).mul(otherScale);

      // a zero keeps its sign; any other result has that of x anyway
      IntVector sign = argument.reinterpretAsInts().and(SIGN);
      result.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats().intoArray(y, i);
    }
  }
}
