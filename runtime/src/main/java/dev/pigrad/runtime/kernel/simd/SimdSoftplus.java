package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * log(1 + eˣ) = max(x, 0) + log(1 + e) with e = exp(−|x|) ∈ [0, 1].
 *
 * <p>With t = e / (1 + ½ e) ∈ [0, ⅔], log(1 + e) = 2 artanh(t / 2) ≈ t + t³ P(t²): exact for tiny e,
 * also where it is subnormal. P of degree 3 is a minimax fit of the relative error (2⁻²⁷; Lawson's
 * reweighted least squares on Chebyshev nodes, coefficients rounded to float one by one, lowest
 * first, the others fitted again). The remainder of the division is added back in.
 */
final class SimdSoftplus {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private static final float P0 = 0x1.555502p-4f;
  private static final float P1 = 0x1.99d1cep-7f;
  private static final float P2 = 0x1.1ec00ap-9f;
  private static final float P3 = 0x1.1ecb7p-11f;

  private SimdSoftplus() {}

  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      softplus(fromArray(S, x, i)).intoArray(y, i);
    }
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector e = SimdExp.exp(x.abs().neg());
    FloatVector halfE = e.mul(0.5f);
    FloatVector inverse = broadcast(S, 1f).div(halfE.add(1f));
    FloatVector t = e.mul(inverse);
    FloatVector remainder = t.neg().fma(halfE, e.sub(t)); // e − t (1 + ½ e)
    FloatVector square = t.mul(t);
    FloatVector p = square.fma(broadcast(S, P3), broadcast(S, P2));
    p = p.fma(square, broadcast(S, P1));
    p = p.fma(square, broadcast(S, P0));
    FloatVector log = p.mul(square).fma(t, remainder.mul(inverse)).add(t);
    return x.blend(0f, x.compare(LT, 0f)).add(log);
  }
}
