package dev.pigrad.rl.optimizer;

import dev.pigrad.runtime.Parameters;
import java.util.Random;

/** A x for a small dense matrix A, by hand. */
@SuppressWarnings("ArrayRecordComponent")
record Quadratic(double[][] matrix) implements ConjugateGradient.Operator {
  /** Symmetric, with eigenvalues of at least 1. */
  static Quadratic positiveDefinite(int size, long seed) {
    double[][] factor = new double[size][size];
    Random random = new Random(seed);
    for (double[] row : factor) {
      for (int j = 0; j < size; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          matrix[i][j] += factor[i][k] * factor[j][k];
        }
      }
      matrix[i][i] += 1;
    }
    return new Quadratic(matrix);
  }

  /** A multiple of the identity. */
  static Quadratic scaled(int size, double scale) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = scale;
    }
    return new Quadratic(matrix);
  }

  double[] times(double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += matrix[i][j] * v[j];
      }
    }
    return product;
  }

  @Override
  public void times(Parameters v, Parameters product) {
    product.copyFrom(times(v.toDoubleArray()));
  }
}
