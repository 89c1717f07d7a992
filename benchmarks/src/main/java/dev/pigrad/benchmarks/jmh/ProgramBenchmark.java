package dev.pigrad.benchmarks.jmh;

import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.benchmarks.workload.Samples;
import dev.pigrad.benchmarks.workload.Workload;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What is computed over a batch of 17-64-64-6. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProgramBenchmark {
  @Param({"64", "2048"})
  int rows;

  @Param({"1", "2"})
  int threads;

  @Param({"gradient", "fisher", "logprob", "act"})
  String product = "";

  @SuppressWarnings("NullAway.Init") // by JMH's set-up
  private Pigrad pigrad;

  private Runnable call = () -> {};

  /** Opens an engine. */
  @Setup
  public void open() {
    pigrad = new Pigrad(Samples.draw(new Workload(rows, Network.GAUSSIAN_64)), threads);
    call = pigrad.product(product).call();
  }

  /** Computes the product once. */
  @Benchmark
  public void call() {
    call.run();
  }

  /** Closes it. */
  @TearDown
  public void close() {
    pigrad.close();
  }
}
