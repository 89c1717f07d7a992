package dev.pigrad.runtime.kernel.simd;

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
 * <p>As in {@link SimdExp}, −2|x| = n ln 2 + r; then E = 2ⁿ (eʳ − 1) + (2ⁿ − 1), where the last term is
 * exact, and eʳ − 1 ≈ r + r² Q(r). Q of degree 4 is a minimax fit of the error relative to eʳ − 1
 * (Lawson's reweighted least squares on Chebyshev nodes, coefficients rounded to float one by one,
 * lowest first, the others fitted again).
 */
final class SimdTanh {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  /** From 9.02 on, the result rounds to ±1. */
  private static final float SATURATION = 10;

  /** t + ROUND has no fraction bits: it rounds t to an integer, which stands in its low bits. */
  private static final float ROUND = 0x1.8p23f;

  private static final int ROUND_BITS = 0x4b400000;

  private static final int SIGN = 0x80000000;

  private static final float LOG2_E = 0x1.715476p0f;

  /** ln 2 = LN2 + LN2_REST to 48 bits. */
  private static final float LN2 = 0x1.62e43p-1f;

  private static final float LN2_REST = -0x1.05c61p-29f;

  private static final float Q0 = 0x1.fffffep-2f;
  private static final float Q1 = 0x1.5554b4p-3f;
  private static final float Q2 = 0x1.5556f2p-5f;
  private static final float Q3 = 0x1.12256p-7f;
  private static final float Q4 = 0x1.6b9caap-10f;

  private SimdTanh() {}

  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      tanh(fromArray(S, x, i)).intoArray(y, i);
    }
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
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

    IntVector sign = x.reinterpretAsInts().and(SIGN);
    IntVector result = t.abs().reinterpretAsInts();
    return result.lanewise(OR, sign).reinterpretAsFloats();
  }
}
