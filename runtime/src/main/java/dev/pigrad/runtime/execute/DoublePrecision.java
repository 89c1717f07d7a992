package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reals of 64 bits. */
public final class DoublePrecision implements TilePrecision<double[]> {
  @Override
  public double[] array(int length) {
    return new double[length];
  }

  @Override
  public int mostEntries() {
    return 3 << 14; // 384 KB
  }

  @Override
  public double get(double[] array, int index) {
    return array[index];
  }

  @Override
  public void set(double[] array, int index, double value) {
    array[index] = value;
  }

  @Override
  public void fill(double[] array, int from, int to, double value) {
    Arrays.fill(array, from, to, value);
  }

  @Override
  public long bytes(double[] array) {
    return (long) Double.BYTES * array.length;
  }

  @Override
  public double[] copyOf(double[] array) {
    return array.clone();
  }

  @Override
  public void copy(double[] source, double[] target) {
    System.arraycopy(source, 0, target, 0, source.length);
  }

  @Override
  public void clear(double[] array) {
    Arrays.fill(array, 0);
  }

  @Override
  public void read(double[] array, int offset, double[] target, int targetOffset, int count) {
    System.arraycopy(array, offset, target, targetOffset, count);
  }

  @Override
  public void read(double[] array, int offset, float[] target, int targetOffset, int count) {
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = (float) array[offset + i];
    }
  }

  @Override
  public void write(double[] source, int sourceOffset, double[] array, int offset, int count) {
    System.arraycopy(source, sourceOffset, array, offset, count);
  }

  @Override
  public void write(float[] source, int sourceOffset, double[] array, int offset, int count) {
    for (int i = 0; i < count; i++) {
      array[offset + i] = source[sourceOffset + i];
    }
  }

  @Override
  public void loadRows(
      double[] source, int offset, int count, int width, double[] buffer, int stride) {
    if (stride == width) {
      System.arraycopy(source, offset, buffer, 0, count * width);
      return;
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(source, offset + i * width, buffer, i * stride, width);
    }
  }

  @Override
  public void storeRows(
      double[] buffer, int stride, int count, int width, double[] target, int offset) {
    if (stride == width) {
      System.arraycopy(buffer, 0, target, offset, count * width);
      return;
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(buffer, i * stride, target, offset + i * width, width);
    }
  }

  @Override
  public void gatherRows(
      Segments<double[]> source, int[] rows, int first, int count, double[] buffer, int stride) {
    List<double[]> arrays = Objects.requireNonNull(source.arrays());
    if (source.width() == 1) {
      for (int i = 0; i < count; i++) {
        int row = rows[first + i];
        buffer[i * stride] = source.array(arrays, row)[source.offset(row)];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[first + i];
      double[] array = source.array(arrays, row);
      System.arraycopy(array, source.offset(row), buffer, i * stride, source.width());
    }
  }

  @Override
  public void axpy(double a, double[] x, double[] y, int from, int to) {
    double factor = a;
    for (int i = from; i < to; i++) {
      y[i] += factor * x[i];
    }
  }

  @Override
  public void add(double[] term, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += term[i];
    }
  }

  @Override
  public void scale(double a, double[] x, int from, int to) {
    double factor = a;
    for (int i = from; i < to; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void scaledCopy(
      double a, double[] source, int offset, double[] target, int targetOffset, int count) {
    double factor = a;
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = factor * source[offset + i];
    }
  }

  /** Four sums side by side: one would wait for each addition. */
  @Override
  public double dot(double[] x, double[] y, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      sum0 += x[i] * y[i];
      sum1 += x[i + 1] * y[i + 1];
      sum2 += x[i + 2] * y[i + 2];
      sum3 += x[i + 3] * y[i + 3];
    }
    for (; i < to; i++) {
      sum0 += x[i] * y[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public boolean isFinite(double[] x, int from, int to) {
    double nothing = 0;
    for (int i = from; i < to; i++) {
      nothing += x[i] * 0; // ±∞ · 0 and NaN · 0 are NaN
    }
    return nothing == 0;
  }

  @Override
  public double sum(double[] x, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public void adam(
      AdamConstants constants,
      double stepSize,
      double correction,
      double[] theta,
      double[] gradient,
      double[] first,
      double[] second,
      int from,
      int to) {
    double beta1 = constants.beta1();
    double beta2 = constants.beta2();
    double rest1 = 1 - constants.beta1();
    double rest2 = 1 - constants.beta2();
    double epsilon = constants.epsilon();
    double scale = stepSize;
    double spread = correction;
    for (int i = from; i < to; i++) {
      double g = gradient[i];
      double m = beta1 * first[i] + rest1 * g;
      double v = beta2 * second[i] + rest2 * g * g;
      first[i] = m;
      second[i] = v;
      theta[i] -= scale * m / (Math.sqrt(v) / spread + epsilon);
    }
  }

  @Override
  public PolicyTile<double[]> policyTile(
      PolicyProgram program, Kernels<double[]> kernels, StepTile<double[]> step) {
    return program.doubleTile(kernels, step);
  }

  @Override
  public SurrogateTile<double[]> surrogateTile(
      SurrogateProgram program, Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    return program.doubleTile(kernels, step, tileRows);
  }

  @Override
  public PolicyDual<double[]> policyDual(
      PolicyProgram program, Kernels<double[]> kernels, StepTile<double[]> step) {
    return program.doubleDual(kernels, step);
  }

  @Override
  public SurrogateDual<double[]> surrogateDual(
      SurrogateProgram program, Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    return program.doubleDual(kernels, step, tileRows);
  }
}
