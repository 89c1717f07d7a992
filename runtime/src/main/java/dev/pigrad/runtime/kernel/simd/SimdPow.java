package dev.pigrad.runtime.kernel.simd;

import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROOT_HALF_BITS;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROUND;
import static dev.pigrad.runtime.kernel.simd.SimdDouble.ROUND_BITS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The power with a constant exponent: |x|ᵖ = 2ᵘ with u = p log₂|x|, in double precision, since an
 * error of u is one of the result, and |u| comes to 150.
 *
 * <p>With |x| = 2ⁿ m, m ∈ [√½, √2), and s = (m − 1) / (m + 1), log₂ m = 2 artanh(s) / ln 2 ≈ s
 * L(s²); with u = k + t, t ∈ ±½, 2ᵗ ≈ E(t). L of degree 4 and E of degree 7 are minimax fits of the
 * relative errors (2⁻³⁷ and 2⁻³⁴; Lawson's reweighted least squares on Chebyshev nodes). Of results
 * that are finite, 150 · 2⁻³⁷ = 2⁻³⁰ at most comes of L: one rounding to float is all that is seen.
 */
final class SimdPow {

  private static final VectorSpecies<Double> D = Lanes.DOUBLES;

  /** Outside, the result is 0 or ∞ as a float anyway. */
  private static final double LOWEST = -160;

  private static final double HIGHEST = 140;

  private static final double L0 = 0x1.71547652bee24p1;
  private static final double L1 = 0x1.ec709d12ae2cp-1;
  private static final double L2 = 0x1.27777ffeae3f2p-1;
  private static final double L3 = 0x1.a58d7eba1a6c4p-2;
  private static final double L4 = 0x1.5ce90dc0304adp-2;

  private static final double E0 = 0x1.ffffffffabbccp-1;
  private static final double E1 = 0x1.62e42ff1162bp-1;
  private static final double E2 = 0x1.ebfbe0a4be6b4p-3;
  private static final double E3 = 0x1.c6b08aaf2baaap-5;
  private static final double E4 = 0x1.3b29dc40e8bdbp-7;
  private static final double E5 = 0x1.5d8a708bb9652p-10;
  private static final double E6 = 0x1.446a1fccfa84ap-13;
  private static final double E7 = 0x1.fe177fadcc8c2p-17;

  private SimdPow() {}

  static void apply(double exponent, int count, double[] x) {
    // by the definition of Math.pow where no logarithm is taken
    if (exponent == 0 || !Double.isFinite(exponent)) {
      for (int i = 0; i < count; i++) {
        x[i] = StrictMath.pow(x[i], exponent);
      }
    } else {
      boolean isInteger = exponent == Math.rint(exponent);
      long sign = isInteger && exponent % 2 != 0 ? Long.MIN_VALUE : 0;
      apply(exponent, sign, isInteger ? 1 : Double.NaN, count, x);
    }
  }

  /**
   * The result of a negative x is that of |x| times a factor, with another sign where {@code sign}
   * is the sign bit; all in one method: a vector passed to one that is not inlined becomes a heap
   * object.
   */
  private static void apply(double exponent, long sign, double factor, int count, double[] x) {
    for (int i = 0; i < count; i += Lanes.DOUBLE_COUNT) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      DoubleVector a = v.abs();

      LongVector bits = a.reinterpretAsLongs();
      LongVector n = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
      DoubleVector m = bits.sub(n.lanewise(LSHL, 52)).reinterpretAsDoubles();
      DoubleVector s = m.sub(1.0).div(m.add(1.0));
      DoubleVector square = s.mul(s);
      DoubleVector l = square.fma(broadcast(D, L4), broadcast(D, L3));
      l = l.fma(square, broadcast(D, L2));
      l = l.fma(square, broadcast(D, L1));
      l = l.fma(square, broadcast(D, L0));
      l = l.fma(s, n.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND));
      l = l.blend(Double.NEGATIVE_INFINITY, a.compare(EQ, 0.0));
      l = l.blend(a, a.compare(LT, Double.POSITIVE_INFINITY).not());

      DoubleVector u = l.mul(exponent);
      u = u.blend(LOWEST, u.compare(LT, LOWEST));
      u = u.blend(HIGHEST, u.compare(GT, HIGHEST));
      DoubleVector rounded = u.add(ROUND);
      DoubleVector t = u.sub(rounded.sub(ROUND));
      DoubleVector e = t.fma(broadcast(D, E7), broadcast(D, E6));
      e = e.fma(t, broadcast(D, E5));
      e = e.fma(t, broadcast(D, E4));
      e = e.fma(t, broadcast(D, E3));
      e = e.fma(t, broadcast(D, E2));
      e = e.fma(t, broadcast(D, E1));
      e = e.fma(t, broadcast(D, E0));
      // 2ᵏ has the bits (k + 1023) << 52
      LongVector scale = rounded.reinterpretAsLongs().add(1023).lanewise(LSHL, 52);
      DoubleVector result = e.mul(scale.reinterpretAsDoubles());

      VectorMask<Double> negative = v.compare(LT, 0.0);
      VectorMask<Double> finite = v.compare(GT, Double.NEGATIVE_INFINITY);
      result = result.blend(result.mul(factor), negative.and(finite));
      LongVector signBit = v.reinterpretAsLongs().and(sign);
      result = result.reinterpretAsLongs().lanewise(XOR, signBit).reinterpretAsDoubles();
      result.intoArray(x, i);
    }
  }
}
