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
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logarithm of Γ for x > 0, as a + b log c in double precision, since log Γ is small between
 * its zeros 1 and 2.
 *
 * <p>Below {@link #STIRLING}, with w = x − round(x), log Γ(x) = log Γ(2 + w) ± the logarithm of at
 * most two factors, from Γ(x + 1) = x Γ(x). log Γ(2 + w) ≈ w W(w), where W of degree 9 is a minimax
 * fit of the relative error (2⁻³¹; Lawson's reweighted least squares on Chebyshev nodes). Above, (x
 * − ½) log x − x + ½ log 2π + Σₖ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹) (DLMF 5.11.1) up to k = 5; the next term
 * is 2⁻³⁴ of the sum.
 */
final class SimdLgamma {

  private static final VectorSpecies<Double> D = Lanes.DOUBLES;

  private static final double STIRLING = 4.5;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private static final double W0 = 0x1.b0ee607074ec4p-2;
  private static final double W1 = 0x1.4a34cc6019d67p-2;
  private static final double W2 = -0x1.13dffc991ec4ep-4;
  private static final double W3 = 0x1.5131db4a31bap-6;
  private static final double W4 = -0x1.e40f2dc54cfbfp-8;
  private static final double W5 = 0x1.7b0672e68508cp-9;
  private static final double W6 = -0x1.36e4620c205d2p-10;
  private static final double W7 = 0x1.06f067d7cfb71p-11;
  private static final double W8 = -0x1.09f0394ea9519p-12;
  private static final double W9 = 0x1.009de9bca48afp-13;

  private SimdLgamma() {}

  /** All in one method: a vector passed to one that is not inlined becomes a heap object. */
  static void apply(int count, double[] x) {
    for (int i = 0; i < count; i += Lanes.DOUBLE_COUNT) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      DoubleVector nearest = v.add(ROUND).sub(ROUND);
      DoubleVector w = v.sub(nearest);
      DoubleVector sum = w.fma(broadcast(D, W9), broadcast(D, W8));
      sum = sum.fma(w, broadcast(D, W7));
      sum = sum.fma(w, broadcast(D, W6));
      sum = sum.fma(w, broadcast(D, W5));
      sum = sum.fma(w, broadcast(D, W4));
      sum = sum.fma(w, broadcast(D, W3));
      sum = sum.fma(w, broadcast(D, W2));
      sum = sum.fma(w, broadcast(D, W1));
      sum = sum.fma(w, broadcast(D, W0));
      DoubleVector a = sum.mul(w);
      // where 0, 1, 2, 3, 4 is nearest, Γ(2 + w) = w (1 + w) Γ(x), (1 + w) Γ(x), Γ(x), Γ(x) / (2 +
      // w), Γ(x) / ((2 + w) (3 + w))
      VectorMask<Double> below = nearest.compare(LT, 2.0);
      DoubleVector b = broadcast(D, 1.0).blend(-1.0, below);
      DoubleVector c = broadcast(D, 1.0).blend(w.add(1.0), below);
      c = c.blend(c.mul(w), nearest.compare(EQ, 0.0));
      c = c.blend(w.add(2.0), nearest.compare(GE, 3.0));
      c = c.blend(c.mul(w.add(3.0)), nearest.compare(GE, 4.0));

      DoubleVector inverse = broadcast(D, 1.0).div(v);
      DoubleVector square = inverse.mul(inverse);
      DoubleVector series = square.fma(broadcast(D, 1.0 / 1188), broadcast(D, -1.0 / 1680));
      series = series.fma(square, broadcast(D, 1.0 / 1260));
      series = series.fma(square, broadcast(D, -1.0 / 360));
      series = series.fma(square, broadcast(D, 1.0 / 12));
      VectorMask<Double> large = v.compare(GE, STIRLING);
      a = a.blend(series.fma(inverse, broadcast(D, HALF_LOG_TWO_PI).sub(v)), large);
      b = b.blend(v.sub(0.5), large);
      c = c.blend(v, large);

      LongVector bits = c.reinterpretAsLongs();
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

      DoubleVector result = b.fma(log, a);
      result = result.blend(Double.POSITIVE_INFINITY, v.compare(EQ, 0.0));
      result = result.blend(v, v.compare(LT, Double.POSITIVE_INFINITY).not());
      result = result.blend(Double.NaN, v.compare(LT, 0.0));
      result.intoArray(x, i);
    }
  }
}
