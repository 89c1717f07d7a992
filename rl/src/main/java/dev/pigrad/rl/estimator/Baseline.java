package dev.pigrad.rl.estimator;

import java.util.stream.DoubleStream;

/**
 * What is subtracted from returns to lower the variance of a score-function gradient. Any baseline
 * that does not depend on the action leaves the expectation as it is; one from the same batch only
 * nearly.
 */
public enum Baseline {
  /** Nothing. */
  NONE,
  /** The mean of the batch's returns. */
  BATCH_MEAN,
  /**
   * The constant of least variance for each parameter: taken off the gradient by {@link
   * OptimalBaseline}, so nothing is taken off the returns.
   */
  OPTIMAL,
  /** V(s), learned beside the policy. */
  VALUE;

  /**
   * {@code returns − b}.
   *
   * @param values V(s) of each row, on the scale of the returns
   */
  public double[] subtractFrom(double[] returns, double[] values) {
    double mean = DoubleStream.of(returns).average().orElse(0);
    double[] advantages = new double[returns.length];
    for (int row = 0; row < returns.length; row++) {
      advantages[row] =
          returns[row]
              - switch (this) {
                case NONE, OPTIMAL -> 0;
                case BATCH_MEAN -> mean;
                case VALUE -> values[row];
              };
    }
    return advantages;
  }
}
