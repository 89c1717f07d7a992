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
      return List.of(
          timed(setting, workload, pigrad)
              .with("bytes_beyond_batch", beyondBatch)
              .with("relative_error", error));
    }
  }

  /** In turn with the fewest rows, so that times per row compare whenever they were measured. */
  private static Row timed(Setting setting, Workload workload, Pigrad pigrad) {
    Workload least = new Workload(ROWS[0], workload.network());
    try (Pigrad yardstick = new Pigrad(Samples.draw(least), 1)) {
      List<Row> rows =
          setting.contest(workload.toString(), List.of(pigrad.gradient(), yardstick.gradient()));
      double perRow = rows.getFirst().medianMicros() / workload.rows();
      return rows.getFirst()
          .with("ns_per_row", 1000 * perRow)
          .with(
              "of_" + least.rows() + "_rows",
              perRow / rows.getLast().medianMicros() * least.rows());
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
