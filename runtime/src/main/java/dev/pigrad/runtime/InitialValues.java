package dev.pigrad.runtime;

import dev.pigrad.runtime.program.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Draws first values of parameters, each from its own stream by position. */
final class InitialValues {
  private InitialValues() {}

  /** The flat vector. */
  static double[] draw(List<Parameter> parameters, long seed) {
    RandomStream streams = RandomStream.of(seed);
    double[] flat = new double[parameters.stream().mapToInt(Parameter::size).sum()];
    int offset = 0;
    for (int i = 0; i < parameters.size(); i++) {
      double[] values = draw(parameters.get(i), streams.split(i));
      System.arraycopy(values, 0, flat, offset, values.length);
      offset += values.length;
    }
    return flat;
  }

  private static double[] draw(Parameter parameter, RandomStream stream) {
    double value = parameter.initial().value();
    int size = parameter.size();
    return switch (parameter.initial().scheme()) {
      case CONSTANT -> repeat(size, () -> value);
      case NORMAL -> repeat(size, () -> value * stream.nextNormal());
      case UNIFORM -> repeat(size, () -> value * (2 * stream.nextUniformOpen() - 1));
      case ORTHOGONAL -> orthogonal(parameter.rows(), parameter.columns(), value, stream);
    };
  }

  private static double[] repeat(int size, DoubleSupplier next) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = next.getAsDouble();
    }
    return values;
  }

  /**
   * Orthonormal rows if there are fewer rows than columns, else orthonormal columns, times the
   * gain: Q of a matrix of normals (Saxe, McClelland and Ganguli 2014), with the signs that make
   * the diagonal of R positive, so that Q is uniform.
   */
  private static double[] orthogonal(int rows, int columns, double gain, RandomStream stream) {
    boolean wide = rows < columns;
    int count = Math.min(rows, columns);
    double[][] basis = new double[count][Math.max(rows, columns)];
    for (double[] vector : basis) {
      Arrays.setAll(vector, i -> stream.nextNormal());
    }
    for (int k = 0; k < count; k++) {
      orthonormalise(basis, k);
    }
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i * columns + j] = gain * (wide ? basis[i][j] : basis[j][i]);
      }
    }
    return matrix;
  }

  /** Gram and Schmidt; the second time removes what rounding left. */
  private static void orthonormalise(double[][] basis, int k) {
    double[] vector = basis[k];
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < k; j++) {
        addScaled(-dot(basis[j], vector), basis[j], vector);
      }
    }
    double norm = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static void addScaled(double a, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += a * x[i];
    }
  }
}
