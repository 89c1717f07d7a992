package dev.pigrad.testing.distribution;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Integrals by the trapezoidal rule, which converges geometrically for analytic functions that fall
 * off at both ends (Trefethen and Weideman 2014).
 */
final class Integral {
  private static final int STEPS = 400;

  private Integral() {}

  /** ∫ f over the real line; f is about zero beyond ±{@code reach}. */
  static double overLine(double reach, DoubleUnaryOperator f) {
    double step = 2 * reach / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      sum += f.applyAsDouble(-reach + i * step);
    }
    return sum * step;
  }

  /** ∫∫ f over the plane. */
  static double overPlane(double reach, ToDoubleFunction<double[]> f) {
    return overLine(reach, x -> overLine(reach, y -> f.applyAsDouble(new double[] {x, y})));
  }

  /**
   * ∫ f over (0, 1), poles at the ends included: {@code x = σ(π sinh t)}, the double exponential
   * substitution (Takahasi and Mori 1974).
   */
  static double overUnitInterval(DoubleUnaryOperator f) {
    return overLine(
        3,
        t -> {
          double x = 1 / (1 + Math.exp(-Math.PI * Math.sinh(t)));
          double slope = Math.PI * Math.cosh(t) * x / (1 + Math.exp(Math.PI * Math.sinh(t)));
          return slope == 0 ? 0 : f.applyAsDouble(x) * slope;
        });
  }
}
