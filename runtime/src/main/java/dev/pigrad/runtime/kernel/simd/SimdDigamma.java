package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdDouble.L0;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.L1;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.L2;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.L3;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.L4;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.LN2;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROOT_HALF_BITS;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROUND_BITS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * ψ = (log Γ)′ for x > 0, in double precision, since it has a zero x₀ between 1 and 2.
 *
 * <p>Below {@link #ASYMPTOTIC}, ψ(z) ≈ (z − x₀) R(z − 1½) for the z ∈ [1, 2) that is x, x + 1 or x
 * − 1, from ψ(x + 1) = ψ(x) + 1 / x. R of degree 11 is a minimax fit of the relative error (2⁻³⁰;
 * Lawson's reweighted least squares on Chebyshev nodes). Above, ψ(x) = ψ(z) − 1 / x − 1 / (x + 1)
 * with z = x + 2 and ψ(z) = log z − 1 / (2z) − Σₖ B₂ₖ / (2k z²ᵏ) (DLMF 5.11.2) up to k = 5; the
 * next term is 2⁻³³ of the sum.
 */
final class SimdDigamma {

  private static final VectorSpecies<Double> D = Lanes.DOUBLES;

  private static final double ASYMPTOTIC = 3;

  /** x₀ to 106 bits. */
  private static final double ZERO = 0x1.762d86356be3fp0;

  private static final double ZERO_REST = 0x1.b86a722197829p-54;

  private static final double R0 = 0x1.e6f0cbb33bfaap-1;
  private static final double R1 = -0x1.b1cb62df8d414p-2;
  private static final double R2 = 0x1.eca1a101cd2d9p-3;
  private static final double R3 = -0x1.2fef0b48be463p-3;
  private static final double R4 = 0x1.850a83ce08a06p-4;
  private static final double R5 = -0x1.fb334af8ab601p-5;
  private static final double R6 = 0x1.4f020f0b9f4e7p-5;
  private static final double R7 = -0x1.bbd5f5ec0b45ap-6;
  private static final double R8 = 0x1.1510cf1cf276fp-6;
  private static final double R9 = -0x1.6d35d90a5e3e3p-7;
  private static final double R10 = 0x1.6ffef195a7fbp-7;
  private static final double R11 = -0x1.f3ba2b0da213ap-8;

  private SimdDigamma() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, double[] x) {
    for (int i = 0; i < count; i += Lanes.DOUBLE_COUNT) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      VectorMask<Double> large = v.compare(GE, ASYMPTOTIC);
      VectorMask<Double> below = v.compare(LT, 1.0);
      VectorMask<Double> above = v.compare(GE, 2.0);
      DoubleVector z = v.blend(v.add(1.0), below).blend(v.sub(1.0), above).blend(v.add(2.0), large);
      // what ψ(x) has beyond ψ(z)
      DoubleVector numerator = broadcast(D, 0.0).blend(-1.0, below).blend(1.0, above);
      numerator = numerator.blend(v.fma(broadcast(D, -2.0), broadcast(D, -1.0)), large);
      DoubleVector denominator = v.blend(z, above).blend(v.mul(v.add(1.0)), large);
      DoubleVector steps = numerator.div(denominator);

      DoubleVector w = z.sub(1.5);
      DoubleVector r = w.fma(broadcast(D, R11), broadcast(D, R10));
      r = r.fma(w, broadcast(D, R9));
      r = r.fma(w, broadcast(D, R8));
      r = r.fma(w, broadcast(D, R7));
      r = r.fma(w, broadcast(D, R6));
      r = r.fma(w, broadcast(D, R5));
      r = r.fma(w, broadcast(D, R4));
      r = r.fma(w, broadcast(D, R3));
      r = r.fma(w, broadcast(D, R2));
      r = r.fma(w, broadcast(D, R1));
      r = r.fma(w, broadcast(D, R0));
      DoubleVector psi = r.mul(z.sub(ZERO).sub(ZERO_REST));

      DoubleVector inverse = broadcast(D, 1.0).div(z);
      DoubleVector square = inverse.mul(inverse);
      DoubleVector series = square.fma(broadcast(D, -1.0 / 132), broadcast(D, 1.0 / 240));
      series = series.fma(square, broadcast(D, -1.0 / 252));
      series = series.fma(square, broadcast(D, 1.0 / 120));
      series = series.fma(square, broadcast(D, -1.0 / 12));
      series = series.fma(square, inverse.mul(-0.5));

      LongVector bits = z.reinterpretAsLongs();
      LongVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
      DoubleVector n = exponent.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND);
      DoubleVector m = bits.sub(exponent.lanewise(LSHL, 52)).reinterpretAsDoubles();
      DoubleVector s = m.sub(1.0).div(m.add(1.0));
      DoubleVector t = s.mul(s);
      DoubleVector log = t.fma(broadcast(D, L4), broadcast(D, L3));
      log = log.fma(t, broadcast(D, L2));
      log = log.fma(t, broadcast(D, L1));
      log = log.fma(t, broadcast(D, L0));
      log = n.fma(broadcast(D, LN2), log.mul(s));

      DoubleVector result = psi.blend(log.add(series), large).add(steps);
      result = result.blend(v, v.compare(LT, Double.POSITIVE_INFINITY).not());
      result = result.blend(Double.NaN, v.compare(GT, 0.0).not());
      result.intoArray(x, i);
    }
  }
}
