package dev.pigrad.benchmarks.jmh;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import dev.pigrad.runtime.kernel.simd.SimdKernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a tile of 64 rows costs in a hidden layer of some width: its products and its tanh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int ROWS = 64;

  private final Kernels<float[]> kernels = new SimdKernels();

  @Param({"64", "256"})
  int width;

  private float[] x = {};
  private float[] y = {};
  private float[] gradient = {};

  @SuppressWarnings("NullAway.Init") // by JMH's set-up
  private Weight<float[]> weight;

  /** Fills the buffers with numbers of the usual size. */
  @Setup
  public void fill() {
    int stride = kernels.stride(width);
    x = kernels.allocate(ROWS * stride);
    y = kernels.allocate(ROWS * stride);
    gradient = kernels.allocate(width * stride);
    for (int i = 0; i < ROWS * stride; i++) {
      x[i] = i % 7 - 3;
      y[i] = i % 5 - 2;
    }
    float[] dense = kernels.allocate(width * width);
    for (int i = 0; i < width * width; i++) {
      dense[i] = (i % 11 - 5) * 0.01f;
    }
    weight = Weight.zeros(kernels, width, width);
    kernels.pack(dense, 0, weight);
  }

  /** Y = X Wᵀ. */
  @Benchmark
  public void product() {
    kernels.product(ROWS, x, weight, y);
  }

  /** X̄ = Ȳ W. */
  @Benchmark
  public void transposedProduct() {
    kernels.transposedProduct(ROWS, y, weight, x);
  }

  /** W̄ += Ȳᵀ X. */
  @Benchmark
  public void accumulateOuter() {
    kernels.accumulateOuter(ROWS, y, width, x, width, gradient);
  }

  /** tanh of all entries. */
  @Benchmark
  public void tanh() {
    kernels.tanh(ROWS * width, x, y);
  }
}
