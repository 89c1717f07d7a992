package dev.pigrad.lang;

/**
 * Functions that {@link StrictMath} lacks, in double precision and with the same bits on every
 * machine. Relative errors are below 10⁻¹⁴; for the digamma function next to its zero, absolute
 * ones.
 */
public final class SpecialFunctions {
  private static final double EULER_GAMMA = 0.5772156649015329;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** Below, erf is summed; above, 1 − erf is a continued fraction. */
  private static final double ERF_TAIL = 2;

  /** From here on erf rounds to 1. */
  private static final double ERF_SATURATION = 6;

  /** From here on the asymptotic series have their full accuracy. */
  private static final double ASYMPTOTIC = 16;

  private static final int SERIES_TERMS = 60;

  /** B₂, B₄, … of Bernoulli. */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  /** ζ(k) − 1 at k. */
  private static final double[] ZETA_LESS_ONE = zetaLessOne();

  private SpecialFunctions() {}

  /** {@code erf x = 2/√π ∫₀ˣ exp(−t²) dt}, in [−1, 1]. */
  public static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude >= ERF_SATURATION) {
      return Math.signum(x);
    }
    return magnitude < ERF_TAIL ? erfSeries(x) : Math.copySign(1 - erfcTail(magnitude), x);
  }

  /** erf x = 2/√π exp(−x²) Σₙ 2ⁿ x²ⁿ⁺¹ / (2n + 1)‼, all terms of one sign (DLMF 7.6.2). */
  private static double erfSeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-54; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  /** 1 − erf x = exp(−x²) / √π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))) (DLMF 7.9.1). */
  private static double erfcTail(double x) {
    double fraction = x;
    for (int k = 80; k >= 1; k--) {
      fraction = x + 0.5 * k / fraction;
    }
    return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }

  /** {@code log Γ(x)} for x > 0; ∞ at 0, NaN below. */
  public static double lgamma(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return x < 0 ? Double.NaN : x + Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return lgammaNearOne(x) - StrictMath.log(x); // Γ(x) = Γ(1 + x) / x
    }
    if (x < 1.5) {
      return lgammaNearOne(x - 1);
    }
    if (x < 2.5) {
      return lgammaNearTwo(x - 2);
    }
    double product = 1;
    double shifted = x;
    for (; shifted < ASYMPTOTIC; shifted++) {
      product *= shifted;
    }
    return stirling(shifted) - StrictMath.log(product);
  }

  /** log Γ(1 + z) = −log(1 + z) + (1 − γ) z + Σₖ (ζ(k) − 1) (−z)ᵏ / k (DLMF 5.7.3). */
  private static double lgammaNearOne(double z) {
    return lgammaNearTwo(z) - StrictMath.log1p(z);
  }

  /** log Γ(2 + z) = (1 − γ) z + Σₖ (ζ(k) − 1) (−z)ᵏ / k, |z| ≤ ½. */
  private static double lgammaNearTwo(double z) {
    double sum = 0;
    for (int k = SERIES_TERMS; k >= 2; k--) {
      sum = ZETA_LESS_ONE[k] / k - z * sum;
    }
    return z * ((1 - EULER_GAMMA) + z * sum);
  }

  /** (x − ½) log x − x + ½ log 2π + Σₖ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹) (DLMF 5.11.1). */
  private static double stirling(double x) {
    double sum = 0;
    for (int k = BERNOULLI.length; k >= 1; k--) {
      sum = sum / (x * x) + BERNOULLI[k - 1] / (2.0 * k * (2 * k - 1));
    }
    return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + sum / x;
  }

  /** {@code ψ⁽ⁿ⁾(x)}, the derivative of log Γ of order n + 1, for x > 0; NaN elsewhere. */
  public static double polygamma(int order, double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    if (order == 0) {
      return digamma(x);
    }
    // ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n! ζ(n + 1, x)
    double factorial = 1;
    for (int k = 2; k <= order; k++) {
      factorial *= k;
    }
    return (order % 2 == 0 ? -factorial : factorial) * hurwitzZeta(order + 1, x);
  }

  private static double digamma(double x) {
    if (x < 0.5) {
      return digammaNearTwo(x) - 1 / x - 1 / (x + 1);
    }
    if (x < 1.5) {
      return digammaNearTwo(x - 1) - 1 / x;
    }
    if (x < 2.5) {
      return digammaNearTwo(x - 2);
    }
    double sum = 0;
    double shifted = x;
    for (; shifted < ASYMPTOTIC; shifted++) {
      sum -= 1 / shifted;
    }
    return sum + digammaTail(shifted);
  }

  /** ψ(2 + z) = 1 − γ − Σₖ (ζ(k) − 1) (−z)ᵏ⁻¹, |z| ≤ ½. */
  private static double digammaNearTwo(double z) {
    double sum = 0;
    for (int k = SERIES_TERMS; k >= 2; k--) {
      sum = ZETA_LESS_ONE[k] - z * sum;
    }
    return (1 - EULER_GAMMA) + z * sum;
  }

  /** log x − 1/(2x) − Σₖ B₂ₖ / (2k x²ᵏ) (DLMF 5.11.2). */
  private static double digammaTail(double x) {
    double sum = 0;
    for (int k = BERNOULLI.length; k >= 1; k--) {
      sum = (sum + BERNOULLI[k - 1] / (2.0 * k)) / (x * x);
    }
    return StrictMath.log(x) - 0.5 / x - sum;
  }

  /**
   * The x with {@code P(a, x) = p}, P the regularised incomplete gamma function: the quantile of
   * Gamma(a, 1), for a > 0 and p in (0, 1); NaN elsewhere.
   */
  public static double gammaQuantile(double a, double p) {
    if (!(a > 0 && p > 0 && p < 1) || a == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    // in y = log x, where P rises from 0 to 1 and Newton's steps keep x positive
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    double y = firstLogQuantile(a, p);
    for (int step = 0; step < 100; step++) {
      double x = StrictMath.exp(y);
      double error = gammaDistribution(a, x) - p;
      if (error > 0) {
        high = y;
      } else {
        low = y;
      }
      double density = StrictMath.exp(a * y - x - lgamma(a)); // dP / dy
      double next = y - error / density;
      if (!(next > low && next < high)) {
        next = bisect(low, high, y);
      }
      if (Math.abs(next - y) <= 1e-15 * Math.max(1, Math.abs(y))) {
        break;
      }
      y = next;
    }
    return StrictMath.exp(y);
  }

  private static double bisect(double low, double high, double y) {
    if (low == Double.NEGATIVE_INFINITY) {
      return y - 1 - Math.abs(y);
    }
    return high == Double.POSITIVE_INFINITY ? y + 1 : 0.5 * (low + high);
  }

  /** For large a by Wilson and Hilferty, for small a from P(a, x) ≈ xᵃ / Γ(a + 1). */
  private static double firstLogQuantile(double a, double p) {
    double fromPower = (StrictMath.log(p) + lgamma(a + 1)) / a;
    if (a < 1) {
      return Math.min(fromPower, StrictMath.log(a + 1 - StrictMath.log1p(-p)));
    }
    double cube = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
    return cube > 0.1 ? StrictMath.log(a) + 3 * StrictMath.log(cube) : fromPower;
  }

  /** Φ⁻¹(p) to three digits (Abramowitz and Stegun 26.2.23): a start for better methods. */
  private static double normalQuantile(double p) {
    double t = Math.sqrt(-2 * StrictMath.log(Math.min(p, 1 - p)));
    double numerator = 2.515517 + t * (0.802853 + t * 0.010328);
    double denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    double z = t - numerator / denominator;
    return p < 0.5 ? -z : z;
  }

  /** P(a, x) = γ(a, x) / Γ(a): a series below a + 1 (DLMF 8.7.1), a continued fraction above. */
  static double gammaDistribution(double a, double x) {
    double power = StrictMath.exp(a * StrictMath.log(x) - x - lgamma(a));
    if (x < a + 1) {
      double term = 1 / a;
      double sum = term;
      for (int n = 1; term > sum * 0x1p-54; n++) {
        term *= x / (a + n);
        sum += term;
      }
      return power * sum;
    }
    // Q = power / (x + 1 − a − 1 (1 − a) / (x + 3 − a − 2 (2 − a) / …)) by Lentz (DLMF 8.9.2)
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double fraction = d;
    double factor = 0;
    for (int n = 1; n < 1000 && Math.abs(factor - 1) > 0x1p-52; n++) {
      b += 2;
      d = 1 / (b - n * (n - a) * d);
      c = b - n * (n - a) / c;
      factor = c * d;
      fraction *= factor;
    }
    return 1 - power * fraction;
  }

  /** ζ(s, x) = Σₖ (x + k)⁻ˢ by Euler and Maclaurin (DLMF 25.11.43). */
  private static double hurwitzZeta(int s, double x) {
    double sum = 0;
    double shifted = x;
    for (; shifted < ASYMPTOTIC; shifted++) {
      sum += power(1 / shifted, s);
    }
    double power = power(1 / shifted, s - 1);
    double tail = power / (s - 1) + 0.5 * power / shifted;
    // B₂ₖ s (s + 1) … (s + 2k − 2) / (2k)! · x^(−s − 2k + 1)
    double factor = s * power / (shifted * shifted) / 2;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      tail += BERNOULLI[k - 1] * factor;
      factor *= (s + 2.0 * k - 1) * (s + 2.0 * k) / ((2.0 * k + 1) * (2.0 * k + 2));
      factor /= shifted * shifted;
    }
    return sum + tail;
  }

  private static double power(double x, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= x;
    }
    return power;
  }

  private static double[] zetaLessOne() {
    double[] values = new double[SERIES_TERMS + 1];
    for (int k = 2; k <= SERIES_TERMS; k++) {
      values[k] = hurwitzZeta(k, 2);
    }
    return values;
  }
}
