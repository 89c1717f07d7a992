package dev.pigrad.runtime.kernel.simd;

import dev.pigrad.lang.SpecialFunctions;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;

/**
 * The kernels of a SIMD processor, in single precision.
 *
 * <p>Every product is the same sum, Σ_k A(i, k) B[k], where B[k] and C[i] are contiguous rows and
 * A(i, k) is a broadcast scalar: no horizontal sums, no transposes. A row takes its terms in the
 * order k = 0, 1, 2, …, by fused multiply-add, whatever the block it falls in; so it does not
 * depend on the other rows of the call, nor on the vector width.
 *
 * <p>Lanes run along the side that is contiguous in C even where it is narrower than a vector (6
 * actions): unused lanes cost less than a second layout would. Only a side of width 1 has no room
 * for lanes; {@link ScalarColumn} sums it.
 */
public final class SimdKernels implements Kernels<float[]> {

  /** Stateless: one instance serves any number of threads. */
  public SimdKernels() {}

  @Override
  public int stride(int width) {
    return width == 1 ? 1 : Lanes.roundUp(width);
  }

  @Override
  public float[] allocate(int length) {
    return new float[Lanes.roundUp(length)];
  }

  @Override
  public void pack(float[] dense, int offset, Weight<float[]> target) {
    int rows = target.rows();
    int columns = target.columns();
    int stride = stride(columns);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(dense, offset + i * columns, target.rowMajor(), i * stride, columns);
    }
    Transposition.transpose(dense, offset, rows, columns, target.transposed(), stride(rows));
  }

  @Override
  public void product(int rows, float[] x, Weight<float[]> weight, float[] y) {
    int m = weight.rows();
    int n = weight.columns();
    if (m == 1) {
      ScalarColumn.product(rows, n, x, stride(n), weight.rowMajor(), y);
    } else {
      // C = Y, A(r, j) = X[r][j], B[j] = Wᵀ[j]
      BlockedProduct.assign(rows, n, x, stride(n), 1, weight.transposed(), m, stride(m), y);
    }
  }

  @Override
  public void affine(int rows, float[] x, Weight<float[]> weight, float[] bias, float[] y) {
    productFrom(bias, 0, rows, x, weight, y);
  }

  @Override
  public void addProduct(int rows, float[] x, Weight<float[]> weight, float[] z, float[] y) {
    productFrom(z, stride(weight.rows()), rows, x, weight, y);
  }

  private void productFrom(
      float[] start, int startStride, int rows, float[] x, Weight<float[]> weight, float[] y) {
    int m = weight.rows();
    int n = weight.columns();
    if (m == 1) {
      ScalarColumn.product(rows, n, x, stride(n), weight.rowMajor(), start, startStride, y);
    } else {
      BlockedProduct.assign(
          rows, n, x, stride(n), 1, weight.transposed(), m, stride(m), start, startStride, y);
    }
  }

  @Override
  public void transposedProduct(int rows, float[] y, Weight<float[]> weight, float[] x) {
    int m = weight.rows();
    int n = weight.columns();
    if (n == 1) {
      ScalarColumn.product(rows, m, y, stride(m), weight.transposed(), x);
    } else {
      // C = X, A(r, i) = Y[r][i], B[i] = W[i]
      BlockedProduct.assign(rows, m, y, stride(m), 1, weight.rowMajor(), n, stride(n), x);
    }
  }

  /**
   * Whether lanes run along the m side of a sum of matrices (m, n), which is then (n, m): where n
   * is narrower than a vector, or a little wider than some (17 inputs), an eighth of the work or
   * more is saved.
   */
  private static boolean isTransposed(int m, int n) {
    return 8L * n * Lanes.roundUp(m) <= 7L * m * Lanes.roundUp(n);
  }

  @Override
  public int accumulatorLength(int m, int n) {
    return isTransposed(m, n) ? Math.multiplyExact(n, stride(m)) : Math.multiplyExact(m, stride(n));
  }

  @Override
  public void accumulateOuter(int rows, float[] y, int m, float[] x, int n, float[] w) {
    if (m == 1 && n == 1) {
      w[0] = ScalarColumn.sumOfProducts(rows, x, y, w[0]);
    } else if (isTransposed(m, n)) {
      // C = Wᵀ, A(j, r) = X[r][j], B[r] = Y[r]
      BlockedProduct.accumulate(n, rows, x, 1, stride(n), y, m, stride(m), w);
    } else {
      // C = W, A(i, r) = Y[r][i], B[r] = X[r]
      BlockedProduct.accumulate(m, rows, y, 1, stride(m), x, n, stride(n), w);
    }
  }

  @Override
  public void accumulateMatrix(float[] v, int m, int n, float[] w) {
    int row = isTransposed(m, n) ? 1 : stride(n);
    int column = isTransposed(m, n) ? stride(m) : 1;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        w[i * row + j * column] += v[i * n + j];
      }
    }
  }

  @Override
  public void unpack(float[] w, int m, int n, double factor, float[] dense, int offset) {
    boolean isTransposed = isTransposed(m, n);
    for (int i = 0; i < m; i++) {
      if (isTransposed) {
        ScaledCopy.column((float) factor, w, i, stride(m), n, dense, offset + i * n);
      } else {
        ScaledCopy.row((float) factor, w, i * stride(n), n, dense, offset + i * n);
      }
    }
  }

  @Override
  public void accumulateRows(int rows, float[] v, int n, float[] sum) {
    if (n == 1) {
      sum[0] = ScalarColumn.sum(rows, v, sum[0]);
    } else {
      RowSum.accumulate(rows, v, stride(n), sum);
    }
  }

  @Override
  public void exp(int count, float[] x, float[] y) {
    SimdExp.apply(count, x, y);
  }

  @Override
  public void expm1(int count, float[] x, float[] y) {
    SimdExpm1.apply(count, x, y);
  }

  @Override
  public void log(int count, float[] x, float[] y) {
    SimdLog.apply(count, x, y);
  }

  @Override
  public void tanh(int count, float[] x, float[] y) {
    SimdTanh.apply(count, x, y);
  }

  @Override
  public void sigmoid(int count, float[] x, float[] y) {
    SimdSigmoid.apply(count, x, y);
  }

  @Override
  public void softplus(int count, float[] x, float[] y) {
    SimdSoftplus.apply(count, x, y);
  }

  @Override
  public void log1p(int count, float[] x, float[] y) {
    SimdLog1p.apply(count, x, y);
  }

  @Override
  public void sin(int count, float[] x, float[] y) {
    SimdSine.apply(0, count, x, y);
  }

  @Override
  public void cos(int count, float[] x, float[] y) {
    SimdSine.apply(1, count, x, y);
  }

  @Override
  public void erf(int count, float[] x, float[] y) {
    SimdErf.apply(count, x, y);
  }

  @Override
  public void lgamma(int count, float[] x, float[] y) {
    double[] wide = SimdDouble.widened(count, x);
    SimdLgamma.apply(count, wide);
    SimdDouble.narrow(count, wide, y);
  }

  @Override
  public void polygamma(int order, int count, float[] x, float[] y) {
    double[] wide = SimdDouble.widened(count, x);
    if (order == 0) {
      SimdDigamma.apply(count, wide);
    } else {
      SimdPolygamma.apply(order, count, wide);
    }
    SimdDouble.narrow(count, wide, y);
  }

  @Override
  public void pow(double exponent, int count, float[] x, float[] y) {
    double[] wide = SimdDouble.widened(count, x);
    SimdPow.apply(exponent, count, wide);
    SimdDouble.narrow(count, wide, y);
  }

  /** One by one in double precision: iterations of different length; noise of a few samples. */
  @Override
  public void gammaQuantile(int count, float[] shape, float[] u, float[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = (float) SpecialFunctions.gammaQuantile(shape[i], u[i]);
    }
  }
}
