package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n! ζ(n + 1, x) for n ≥ 1 and x > 0, in double precision, which holds the powers
 * of every float.
 *
 * <p>With s = n + 1 and z = x + {@link #TERMS}, ζ(s, x) = Σᵢ (x + i)⁻ˢ + z¹⁻ˢ / (s − 1) + ½ z⁻ˢ +
 * Σₖ B₂ₖ s (s + 1) … (s + 2k − 2) / (2k)! z¹⁻ˢ⁻²ᵏ, i below {@link #TERMS} and k up to 4 (DLMF
 * 25.11.43); what is left out is below 2⁻²⁸ of the sum.
 */
final class SimdPolygamma {

  private static final VectorSpecies<Double> D = Lanes.DOUBLES;

  private static final int TERMS = 4;

  /** B₂, B₄, … of Bernoulli. */
  private static final double[] BERNOULLI = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30};

  private SimdPolygamma() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int order, int count, double[] x) {
    int s = order + 1;
    double factorial = 1;
    for (int n = 2; n <= order; n++) {
      factorial *= n;
    }
    double factor = order % 2 == 0 ? -factorial : factorial;
    for (int i = 0; i < count; i += Lanes.DOUBLE_COUNT) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      DoubleVector sum = broadcast(D, 0.0);
      for (int term = 0; term < TERMS; term++) {
        DoubleVector inverse = broadcast(D, 1.0).div(v.add(term));
        DoubleVector power = inverse;
        for (int factors = 1; factors < s; factors++) {
          power = power.mul(inverse);
        }
        sum = sum.add(power);
      }

      DoubleVector inverse = broadcast(D, 1.0).div(v.add(TERMS));
      DoubleVector square = inverse.mul(inverse);
      DoubleVector power = inverse;
      for (int factors = 2; factors < s; factors++) {
        power = power.mul(inverse);
      }
      sum = sum.add(power.mul(1.0 / (s - 1)));
      power = power.mul(inverse);
      sum = sum.add(power.mul(0.5));
      // coefficient = s (s + 1) … (s + 2k − 2) / (2k)!
      double coefficient = 0.5 * s;
      power = power.mul(inverse);
      for (int k = 1; k <= BERNOULLI.length; k++) {
        sum = power.fma(broadcast(D, BERNOULLI[k - 1] * coefficient), sum);
        power = power.mul(square);
        coefficient *= (s + 2.0 * k - 1) * (s + 2.0 * k) / ((2.0 * k + 1) * (2.0 * k + 2));
      }

      DoubleVector result = sum.mul(factor).blend(Double.NaN, v.compare(GT, 0.0).not());
      result.intoArray(x, i);
    }
  }
}
