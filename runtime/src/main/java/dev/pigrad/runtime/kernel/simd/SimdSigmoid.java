package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), from e = exp(−|x|), which never overflows: 1 / (1 + e)
 * where x ≥ 0, e / (1 + e) where x < 0. The remainder of the
 * division is added back in. The result goes to zero through the subnormal numbers.
 */
final class SimdSigmoid {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private SimdSigmoid() {}

  static void apply(int count, float[] x, float[] y) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      sigmoid(fromArray(S, x, i)).intoArray(y, i);
    }
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = SimdExp.exp(x.abs().neg());
    FloatVector numerator = broadcast(S, 1f).blend(e, x.compare(LT, 0f));
    FloatVector inverse = broadcast(S, 1f).div(e.add(1f));
    FloatVector quotient = numerator.mul(inverse);
    FloatVector remainder = quotient.neg().fma(e, numerator.sub(quotient)); // the difference is exact
    return remainder.fma(inverse, quotient);
  }
}
