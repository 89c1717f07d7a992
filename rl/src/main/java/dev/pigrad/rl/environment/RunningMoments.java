package dev.pigrad.rl.environment;

import java.util.Arrays;

/**
 * Mean and variance per entry of all vectors seen so far (Chan et al. 1979), starting from 0 and 1
 * with the weight of a ten-thousandth vector.
 */
final class RunningMoments {
  private static final double FIRST_WEIGHT = 1e-4;
  private static final double EPSILON = 1e-8;

  private final double[] means;
  private final double[] variances;
  private double count = FIRST_WEIGHT;

  RunningMoments(int size) {
    this.means = new double[size];
    this.variances = new double[size];
    Arrays.fill(variances, 1);
  }

  void add(double... vector) {
    double total = count + 1;
    for (int j = 0; j < means.length; j++) {
      double delta = vector[j] - means[j];
      means[j] += delta / total;
      variances[j] = (variances[j] * count + delta * delta * count / total) / total;
    }
    count = total;
  }

  double mean(int entry) {
    return means[entry];
  }

  double deviation(int entry) {
    return Math.sqrt(variances[entry] + EPSILON);
  }

  /** How many numbers {@link #write} gives. */
  int stateSize() {
    return 2 * means.length + 1;
  }

  void write(double[] target, int offset) {
    System.arraycopy(means, 0, target, offset, means.length);
    System.arraycopy(variances, 0, target, offset + means.length, means.length);
    target[offset + 2 * means.length] = count;
  }

  void read(double[] source, int offset) {
    System.arraycopy(source, offset, means, 0, means.length);
    System.arraycopy(source, offset + means.length, variances, 0, means.length);
    count = source[offset + 2 * means.length];
  }
}
