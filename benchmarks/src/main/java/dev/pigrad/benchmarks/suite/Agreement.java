package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.workload.Workload;
import java.util.Map;

/** Two engines are compared only where they compute the same. */
final class Agreement {
  /** Of a tensor's norm; single precision is a thousand times better. */
  private static final double TOLERANCE = 1e-3;

  private Agreement() {}

  /**
   * Checks a gradient against another.
   *
   * @throws DisagreementException if a tensor of it is further off than {@link #TOLERANCE}
   */
  static void require(
      Workload workload, Map<String, float[]> gradient, Map<String, float[]> expected) {
    expected.forEach(
        (name, tensor) -> {
          double error = relativeError(gradient.get(name), tensor);
          if (!(error <= TOLERANCE)) {
            throw new DisagreementException(
                "the gradients of %s disagree by %.1e of the norm of '%s'"
                    .formatted(workload, error, name));
          }
        });
  }

  /** ‖x − y‖ / ‖y‖ over all tensors. */
  static double relativeError(Map<String, float[]> x, Map<String, float[]> y) {
    double[] sums = new double[2];
    y.forEach((name, tensor) -> add(x.get(name), tensor, sums));
    return Math.sqrt(sums[0] / sums[1]);
  }

  private static double relativeError(float[] x, float[] y) {
    double[] sums = new double[2];
    add(x, y, sums);
    return Math.sqrt(sums[0] / sums[1]);
  }

  /** Adds ‖x − y‖² and ‖y‖². */
  private static void add(float[] x, float[] y, double[] sums) {
    for (int i = 0; i < y.length; i++) {
      sums[0] += Math.pow((double) x[i] - y[i], 2);
      sums[1] += Math.pow(y[i], 2);
    }
  }
}
