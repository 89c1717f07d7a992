package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.Contest;
import dev.pigrad.benchmarks.measure.FreshJvm;
import dev.pigrad.benchmarks.policy.Gaussian17x64x6Program;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.rl.surrogate.ClippedSurrogate;
import dev.pigrad.rl.surrogate.ClippedSurrogateProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;

/**
 * The first gradient of a JVM and those that follow, one after the other for some seconds; in a JVM
 * of its own.
 */
final class WarmUp {
  /** When the time of a gradient is taken, after the first; the last one counts as steady. */
  static final int[] AFTER_MILLIS = {30, 100, 300, 1000, 3000, 8000};

  private static final int ROWS = 64;
  private static final int CALLS = 101;

  private WarmUp() {}

  /** Reports the time to the first gradient and then the medians, in µs. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    try (Engine engine = Engine.simd(1)) {
      LoadedPolicy policy = engine.load(new Gaussian17x64x6Program());
      Parameters theta = policy.initialParameters(1);
      Parameters gradient = policy.newGradient();
      Batch batch = policy.newBatch(ROWS);
      batch.column("observation").fill(1);
      batch.column("action").fill(0);
      batch.column(Batch.ADVANTAGE).fill(1);
      policy.record(theta, batch);
      var surrogate = new ClippedSurrogateProgram(new ClippedSurrogate(Pigrad.CLIP));
      Runnable call = () -> policy.gradient(theta, surrogate, batch, gradient);
      call.run();
      long first = System.nanoTime();
      FreshJvm.report((first - start) / 1e3);
      for (int millis : AFTER_MILLIS) {
        while (System.nanoTime() - first < millis * 1_000_000L) {
          call.run();
        }
        FreshJvm.report(medianMicros(call));
      }
    }
  }

  private static double medianMicros(Runnable call) {
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      call.run();
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    return Contest.median(micros);
  }
}
