package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.report.Row;
import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.benchmarks.workload.Samples;
import dev.pigrad.benchmarks.workload.Workload;
import java.util.List;
import java.util.stream.IntStream;

/** The gradient at hidden widths from 1 to 1,024, about those where vectors and caches end. */
public final class ShapesSuite {
  private static final int ROWS = 1024;
  private static final int[] WIDTHS = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 20, 24, 25, 31, 32, 33, 40, 47, 48, 49, 63, 64,
    65, 80, 96, 97, 127, 128, 129, 160, 191, 192, 193, 255, 256, 257, 320, 383, 384, 385, 511, 512,
    513, 640, 767, 768, 769, 1000, 1023, 1024
  };

  private ShapesSuite() {}

  /** One part per width. */
  public static List<Part> parts(Setting setting) {
    return IntStream.of(WIDTHS).mapToObj(width -> part(setting, width)).toList();
  }

  private static Part part(Setting setting, int width) {
    Workload workload = new Workload(ROWS, Network.ofWidth(width));
    return new Part(workload.toString(), () -> measure(setting, workload));
  }

  private static List<Row> measure(Setting setting, Workload workload) {
    try (Pigrad pigrad = new Pigrad(Samples.draw(workload), 1)) {
      return setting.contest(workload.toString(), List.of(pigrad.gradient())).stream()
          .map(row -> row.with("ps_per_flop", 1e6 * row.medianMicros() / workload.gradientFlops()))
          .toList();
    }
  }
}
