package dev.pigrad.rl.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.DoubleStream;

/** Mean and variance of each entry of gradient estimates. */
@SuppressWarnings("ArrayRecordComponent")
record Moments(double[] mean, double[] variance, int count) {
  static Moments of(List<double[]> gradients) {
    int n = gradients.getFirst().length;
    double[] mean = new double[n];
    gradients.forEach(gradient -> ExactGradientTest.add(mean, 1.0 / gradients.size(), gradient));
    double[] variance = new double[n];
    for (double[] gradient : gradients) {
      for (int i = 0; i < n; i++) {
        double deviation = gradient[i] - mean[i];
        variance[i] += deviation * deviation / (gradients.size() - 1);
      }
    }
    return new Moments(mean, variance, gradients.size());
  }

  /** Each entry within 4 standard errors; exactly there, up to rounding, where nothing varies. */
  void assertMean(double[] expected, String name) {
    for (int i = 0; i < expected.length; i++) {
      double error = Math.sqrt(variance[i] / count);
      assertEquals(
          expected[i], mean[i], 4 * error + ExactGradientTest.ROUNDING, name + ", entry " + i);
    }
  }

  double total() {
    return DoubleStream.of(variance).sum();
  }
}
