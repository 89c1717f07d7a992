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

/** Reals of 32 bits. */
public final class SinglePrecision implements TilePrecision<float[]> {
  @Override
  public float[] array(int length) {
    return new float[length];
  }

  @Override
  public int mostEntries() {
    return 3 << 15; // 384 KB
  }

  @Override
  public double get(float[] array, int index) {
    return array[index];
  }

  @Override
  public void set(float[] array, int index, double value) {
    array[index] = (float) value;
  }

  @Override
  public void fill(float[] array, int from, int to, double value) {
    Arrays.fill(array, from, to, (float) value);
  }

  @Override
  public long bytes(float[] array) {
    return (long) Float.BYTES * array.length;
  }

  @Override
  public float[] copyOf(float[] array) {
    return array.clone();
  }

  @Override
  public void copy(float[] source, float[] target) {
    System.arraycopy(source, 0, target, 0, source.length);
  }

  @Override
  public void clear(float[] array) {
    Arrays.fill(array, 0);
  }

  @Override
  public void read(float[] array, int offset, double[] target, int targetOffset, int count) {
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = array[offset + i];
    }
  }

  @Override
  public void read(float[] array, int offset, float[] target, int targetOffset, int count) {
    System.arraycopy(array, offset, target, targetOffset, count);
  }

  @Override
  public void write(double[] source, int sourceOffset, float[] array, int offset, int count) {
    for (int i = 0; i < count; i++) {
      array[offset + i] = (float) source[sourceOffset + i];
    }
  }

  @Override
  public void write(float[] source, int sourceOffset, float[] array, int offset, int count) {
    System.arraycopy(source, sourceOffset, array, offset, count);
  }

  @Override
  public void loadRows(
      float[] source, int offset, int count, int width, float[] buffer, int stride) {
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
      float[] buffer, int stride, int count, int width, float[] target, int offset) {
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
      Segments<float[]> source, int[] rows, int first, int count, float[] buffer, int stride) {
    List<float[]> arrays = Objects.requireNonNull(source.arrays());
    if (source.width() == 1) {
      for (int i = 0; i < count; i++) {
        int row = rows[first + i];
        buffer[i * stride] = source.array(arrays, row)[source.offset(row)];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[first + i];
      float[] array = source.array(arrays, row);
      System.arraycopy(array, source.offset(row), buffer, i * stride, source.width());
    }
  }

  @Override
  public void axpy(double a, float[] x, float[] y, int from, int to) {
    float factor = (float) a;
    for (int i = from; i < to; i++) {
      y[i] += factor * x[i];
    }
  }

  @Override
  public void add(float[] term, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += term[i];
    }
  }

  @Override
  public void scale(double a, float[] x, int from, int to) {
    float factor = (float) a;
    for (int i = from; i < to; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void scaledCopy(
      double a, float[] source, int offset, float[] target, int targetOffset, int count) {
    float factor = (float) a;
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = factor * source[offset + i];
    }
  }

  /** Four sums side by side: one would wait for each addition. */
  @Override
  public double dot(float[] x, float[] y, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      sum0 += (double) x[i] * y[i];
      sum1 += (double) x[i + 1] * y[i + 1];
      sum2 += (double) x[i + 2] * y[i + 2];
      sum3 += (double) x[i + 3] * y[i + 3];
    }
    for (; i < to; i++) {
      sum0 += (double) x[i] * y[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public boolean isFinite(float[] x, int from, int to) {
    float nothing = 0;
    for (int i = from; i < to; i++) {
      nothing += x[i] * 0; // ±∞ · 0 and NaN · 0 are NaN
    }
    return nothing == 0;
  }

  @Override
  public double sum(float[] x, int count) {
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
      float[] theta,
      float[] gradient,
      float[] first,
      float[] second,
      int from,
      int to) {
    float beta1 = (float) constants.beta1();
    float beta2 = (float) constants.beta2();
    float rest1 = (float) (1 - constants.beta1());
    float rest2 = (float) (1 - constants.beta2());
    float epsilon = (float) constants.epsilon();
    float scale = (float) stepSize;
    float spread = (float) correction;
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float m = beta1 * first[i] + rest1 * g;
      float v = beta2 * second[i] + rest2 * g * g;
      first[i] = m;
      second[i] = v;
      theta[i] -= scale * m / ((float) Math.sqrt(v) / spread + epsilon);
    }
  }

  @Override
  public PolicyTile<float[]> policyTile(
      PolicyProgram program, Kernels<float[]> kernels, StepTile<float[]> step) {
    return program.floatTile(kernels, step);
  }

  @Override
  public SurrogateTile<float[]> surrogateTile(
      SurrogateProgram program, Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    return program.floatTile(kernels, step, tileRows);
  }

  @Override
  public PolicyDual<float[]> policyDual(
      PolicyProgram program, Kernels<float[]> kernels, StepTile<float[]> step) {
    return program.floatDual(kernels, step);
  }

  @Override
  public SurrogateDual<float[]> surrogateDual(
      SurrogateProgram program, Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    return program.floatDual(kernels, step, tileRows);
  }
}
