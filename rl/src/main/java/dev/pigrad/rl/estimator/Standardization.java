package dev.pigrad.rl.estimator;

import java.util.stream.DoubleStream;

/** Advantages of mean 0 and standard deviation 1: the size of an update no longer follows them. */
public final class Standardization {
  /** Added to the deviation, so that equal advantages become 0. */
  private static final double EPSILON = 1e-8;

  private Standardization() {}

  /**
   * {@code (x − mean) / (std + 1e-8)} with the deviation of a sample (n − 1); a single entry stays
   * as it is.
   */
  public static double[] of(double[] x) {
    if (x.length < 2) {
      return x.clone();
    }
    double mean = mean(x);
    double spread = deviation(x, mean) + EPSILON;
    double[] standardized = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      standardized[i] = (x[i] - mean) / spread;
    }
    return standardized;
  }

  /** The deviation of a sample (n − 1); 0 for a single entry. */
  static double deviation(double[] x) {
    return deviation(x, mean(x));
  }

  private static double mean(double[] x) {
    return DoubleStream.of(x).average().orElseThrow();
  }

  private static double deviation(double[] x, double mean) {
    double squares = DoubleStream.of(x).map(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / Math.max(1, x.length - 1));
  }
}
