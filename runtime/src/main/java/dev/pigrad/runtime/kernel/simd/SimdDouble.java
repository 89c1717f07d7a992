package dev.pigrad.runtime.kernel.simd;

/**
 * What the functions share that are computed in double precision, in place on a widened copy of
 * their argument: a conversion within a function would need a second species of float vectors,
 * which {@link Lanes} rules out.
 */
final class SimdDouble {

  /** t + ROUND has no fraction bits: it rounds t to an integer, which stands in its low bits. */
  static final double ROUND = 0x1.8p52;

  static final long ROUND_BITS = 0x4338000000000000L;

  /** The double nearest to √½: x = 2ⁿ m with m from it to twice it. */
  static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;

  static final double LN2 = 0x1.62e42fefa39efp-1;

  // log m ≈ s L(s²) with s = (m − 1) / (m + 1): a minimax fit of the relative error (2⁻³⁷; Lawson's
  // reweighted least squares on Chebyshev nodes)

  static final double L0 = 0x1.0000000004a44p1;
  static final double L1 = 0x1.555554dab00a7p-1;
  static final double L2 = 0x1.999a9cbe54b72p-2;
  static final double L3 = 0x1.2432b56a6a35fp-2;
  static final double L4 = 0x1.e3b13a1c0a2f7p-3;

  /** Grows to the longest argument that its thread has met. */
  private static final ThreadLocal<double[]> WIDE = ThreadLocal.withInitial(() -> new double[0]);

  private SimdDouble() {}

  /** The first {@code count} of {@code x} and padding up to whole vectors, until the next call. */
  static double[] widened(int count, float[] x) {
    double[] wide = WIDE.get();
    if (wide.length < count) {
      wide = new double[Lanes.roundUp(count)];
      WIDE.set(wide);
    }
    for (int i = 0; i < count; i++) {
      wide[i] = x[i];
    }
    return wide;
  }

  /** Rounds what {@link #widened} was turned into. */
  static void narrow(int count, double[] wide, float[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = (float) wide[i];
    }
  }
}
