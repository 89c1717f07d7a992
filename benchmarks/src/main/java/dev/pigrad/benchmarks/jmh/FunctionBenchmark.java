package dev.pigrad.benchmarks.jmh;

import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.simd.SimdKernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a function takes per element, of positive numbers about 1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FunctionBenchmark {
  private static final int COUNT = 4096;

  private final SimdKernels kernels = new SimdKernels();
  private final float[] x = kernels.allocate(COUNT);
  private final float[] y = kernels.allocate(COUNT);

  @Param Function function = Function.EXP;

  /** The functions of the kernel contract. */
  public enum Function {
    EXP(Kernels::exp),
    EXPM1(Kernels::expm1),
    LOG(Kernels::log),
    TANH(Kernels::tanh),
    SIGMOID(Kernels::sigmoid),
    SOFTPLUS(Kernels::softplus),
    LOG1P(Kernels::log1p),
    SIN(Kernels::sin),
    COS(Kernels::cos),
    ERF(Kernels::erf),
    LGAMMA(Kernels::lgamma),
    DIGAMMA((kernels, count, x, y) -> kernels.polygamma(0, count, x, y)),
    TRIGAMMA((kernels, count, x, y) -> kernels.polygamma(1, count, x, y)),
    POWER((kernels, count, x, y) -> kernels.pow(1.5, count, x, y));

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Call call;

    Function(Call call) {
      this.call = call;
    }
  }

  /** y = f(x), element by element. */
  interface Call {
    void apply(Kernels<float[]> kernels, int count, float[] x, float[] y);
  }

  /** Log-normal numbers. */
  @Setup
  public void fill() {
    RandomStream random = RandomStream.of(1);
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) StrictMath.exp(random.nextNormal());
    }
  }

  /** All elements. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void apply() {
    function.call.apply(kernels, COUNT, x, y);
  }
}
