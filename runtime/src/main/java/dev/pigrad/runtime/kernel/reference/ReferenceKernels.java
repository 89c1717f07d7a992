package dev.pigrad.runtime.kernel.reference;

import dev.pigrad.lang.SpecialFunctions;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The definition of every kernel: plain loops over {@code double[]} without padding, and {@link
 * StrictMath}, so that a result is the same on every machine.
 *
 * <p>The fast backends are tested against this class; it is not meant to be fast.
 */
public final class ReferenceKernels implements Kernels<double[]> {

  /** Stateless: one instance serves any number of threads. */
  public ReferenceKernels() {}

  @Override
  public int stride(int width) {
    return width;
  }

  @Override
  public double[] allocate(int length) {
    return new double[length];
  }

  @Override
  public void pack(double[] dense, int offset, Weight<double[]> target) {
    int rows = target.rows();
    int columns = target.columns();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double entry = dense[offset + i * columns + j];
        target.rowMajor()[i * columns + j] = entry;
        target.transposed()[j * rows + i] = entry;
      }
    }
  }

  @Override
  public void product(int rows, double[] x, Weight<double[]> weight, double[] y) {
    multiply(rows, x, weight, null, 0, y);
  }

  @Override
  public void affine(int rows, double[] x, Weight<double[]> weight, double[] bias, double[] y) {
    multiply(rows, x, weight, bias, 0, y);
  }

  @Override
  public void addProduct(int rows, double[] x, Weight<double[]> weight, double[] z, double[] y) {
    multiply(rows, x, weight, z, weight.rows(), y);
  }

  private static void multiply(
      int rows,
      double[] x,
      Weight<double[]> weight,
      double @Nullable [] start,
      int startStride,
      double[] y) {
    int m = weight.rows();
    int n = weight.columns();
    double[] w = weight.rowMajor();
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        double sum = start == null ? 0 : start[r * startStride + i];
        for (int j = 0; j < n; j++) {
          sum += w[i * n + j] * x[r * n + j];
        }
        y[r * m + i] = sum;
      }
    }
  }

  @Override
  public void transposedProduct(int rows, double[] y, Weight<double[]> weight, double[] x) {
    int m = weight.rows();
    int n = weight.columns();
    double[] w = weight.rowMajor();
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
          sum += w[i * n + j] * y[r * m + i];
        }
        x[r * n + j] = sum;
      }
    }
  }

  @Override
  public int accumulatorLength(int m, int n) {
    return m * n;
  }

  @Override
  public void accumulateOuter(int rows, double[] y, int m, double[] x, int n, double[] w) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          w[i * n + j] += y[r * m + i] * x[r * n + j];
        }
      }
    }
  }

  @Override
  public void accumulateMatrix(double[] v, int m, int n, double[] w) {
    for (int i = 0; i < m * n; i++) {
      w[i] += v[i];
    }
  }

  @Override
  public void unpack(double[] w, int m, int n, double factor, double[] dense, int offset) {
    for (int i = 0; i < m * n; i++) {
      dense[offset + i] = factor * w[i];
    }
  }

  @Override
  public void accumulateRows(int rows, double[] v, int n, double[] sum) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        sum[j] += v[r * n + j];
      }
    }
  }

  @Override
  public void exp(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.exp(x[i]);
    }
  }

  @Override
  public void expm1(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.expm1(x[i]);
    }
  }

  @Override
  public void log(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.log(x[i]);
    }
  }

  @Override
  public void tanh(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      // exp(−|x|) never overflows: σ(x) = 1 / (1 + e⁻ˣ) = eˣ / (1 + eˣ)
      double e = StrictMath.exp(-StrictMath.abs(x[i]));
      y[i] = (x[i] < 0 ? e : 1) / (1 + e);
    }
  }

  @Override
  public void softplus(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      // log(1 + eˣ) = max(x, 0) + log(1 + exp(−|x|)), which neither overflows nor cancels
      y[i] = StrictMath.max(x[i], 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x[i])));
    }
  }

  @Override
  public void log1p(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.log1p(x[i]);
    }
  }

  @Override
  public void sin(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.sin(x[i]);
    }
  }

  @Override
  public void cos(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.cos(x[i]);
    }
  }

  @Override
  public void erf(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = SpecialFunctions.erf(x[i]);
    }
  }

  @Override
  public void lgamma(int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = SpecialFunctions.lgamma(x[i]);
    }
  }

  @Override
  public void polygamma(int order, int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = SpecialFunctions.polygamma(order, x[i]);
    }
  }

  @Override
  public void pow(double exponent, int count, double[] x, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = StrictMath.pow(x[i], exponent);
    }
  }

  @Override
  public void gammaQuantile(int count, double[] shape, double[] u, double[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = SpecialFunctions.gammaQuantile(shape[i], u[i]);
    }
  }
}
