package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.report.Row;
import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.benchmarks.workload.Samples;
import dev.pigrad.benchmarks.workload.Workload;
import dev.pigrad.runtime.Engine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The gradient over 10³ to 10⁷ rows: time per row, memory besides the batch, and the distance from
 * the gradient in double precision. The largest one takes 5 GB of heap and some minutes.
 */
public final class ScalingSuite {
  private static final int[] ROWS = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private ScalingSuite() {}

  /** One part per number of rows. */
  public static List<Part> parts(Setting setting) {
    return IntStream.of(ROWS).mapToObj(rows -> part(setting, rows)).toList();
  }

  private static Part part(Setting setting, int rows) {
    Workload workload = new Workload(rows, Network.GAUSSIAN_64);
    return new Part(workload.toString(), () -> measure(setting, workload));
  }

  private static List<Row> measure(Setting setting, Workload workload) {
    if (!setting.wants("gradient", workload.toString(), "pigrad")) {
      return List.of();
    }
    Samples samples = Samples.draw(workload);
    long before = usedHeap();
    try (Pigrad pigrad = new Pigrad(samples, 1)) {
      Map<String, float[]> gradient = pigrad.gradientTensors();
      double beyondBatch = usedHeap() - before - samples.bytes();
      double error = Agreement.relativeError(gradient, referenceGradient(samples));
      return setting.contest(workload.toString(), List.of(pigrad.gradient())).stream()
          .map(
              row ->
                  row.with("ns_per_row", 1000 * row.medianMicros() / workload.rows())
                      .with("bytes_beyond_batch", beyondBatch)
                      .with("relative_error", error))
          .toList();
    }
  }

  private static Map<String, float[]> referenceGradient(Samples samples) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (Pigrad reference = new Pigrad(samples, Engine.reference(threads))) {
      return reference.gradientTensors();
    }
  }

  private static long usedHeap() {
    System.gc();
    System.gc(); // what the first one left to reference handlers
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
