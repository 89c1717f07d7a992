package dev.pigrad.rl.estimator;

import java.util.stream.DoubleStream;

/**
 * The E-step of reward-weighted regression (Peters and Schaal 2007; notes 002 §5): {@code q(τ) ∝
 * u(R) p(τ)} with a utility u > 0 of the return. For trajectories that were drawn from p, q weighs
 * each by {@code u(R_i) / Σ_j u(R_j)}.
 *
 * <p>With this q the bound {@code log E_p[u] ≥ E_q[log u + log p − log q]} is tight.
 */
public enum Responsibilities {
  /** {@code u = R}: the notes', for returns that are not negative. */
  RETURN {
    @Override
    double[] utilities(double[] returns, double temperature) {
      for (double each : returns) {
        if (!(each >= 0)) {
          throw new IllegalArgumentException(
              "RETURN weighs by returns of at least 0, found "
                  + each
                  + "; use EXPONENTIAL for rewards that may be negative");
        }
      }
      return returns.clone();
    }
  },
  /** {@code u = exp(R / (temperature · std(R)))}: for returns of any sign and scale. */
  EXPONENTIAL {
    @Override
    double[] utilities(double[] returns, double temperature) {
      double largest = DoubleStream.of(returns).max().orElseThrow();
      double deviation = Standardization.deviation(returns);
      return DoubleStream.of(returns)
          .map(each -> deviation == 0 ? 1 : (each - largest) / (temperature * deviation))
          .map(StrictMath::exp)
          .toArray();
    }
  };

  /** u of each return, up to a factor that all share. */
  abstract double[] utilities(double[] returns, double temperature);

  /**
   * q of each trajectory; they sum to 1, and are equal where every utility is 0.
   *
   * @param returns R of each trajectory, at least one
   * @param temperature of {@link #EXPONENTIAL}, above 0
   * @throws IllegalArgumentException if {@link #RETURN} meets a negative return
   */
  public double[] of(double[] returns, double temperature) {
    double[] utilities = utilities(returns, temperature);
    double sum = DoubleStream.of(utilities).sum();
    return DoubleStream.of(utilities)
        .map(each -> sum == 0 ? 1.0 / returns.length : each / sum)
        .toArray();
  }
}
