package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.Contest;
import dev.pigrad.benchmarks.measure.FreshJvm;
import dev.pigrad.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fresh JVM: how long after {@code main} the first gradient over 64 rows is there, and how long a
 * gradient takes some time later.
 */
public final class StartupSuite {
  private static final String WORKLOAD = "64x17-64-64-6";
  private static final int ROUNDS = 5;

  private StartupSuite() {}

  /** Its one part. */
  public static List<Part> parts(Setting setting) {
    return List.of(new Part("fresh JVMs", () -> measure(setting)));
  }

  private static List<Row> measure(Setting setting) {
    if (!setting.wants("first gradient", WORKLOAD, "pigrad")) {
      return List.of();
    }
    List<List<Double>> rounds =
        IntStream.range(0, ROUNDS).mapToObj(_ -> FreshJvm.run(WarmUp.class)).toList();
    List<Row> rows = new ArrayList<>();
    rows.add(row("first gradient after main", medianOf(rounds, 0)));
    for (int i = 0; i < WarmUp.AFTER_MILLIS.length; i++) {
      rows.add(
          row("gradient after %d ms".formatted(WarmUp.AFTER_MILLIS[i]), medianOf(rounds, i + 1)));
    }
    return rows;
  }

  private static double medianOf(List<List<Double>> rounds, int i) {
    return Contest.median(rounds.stream().mapToDouble(numbers -> numbers.get(i)).toArray());
  }

  private static Row row(String product, double micros) {
    return new Row(product, WORKLOAD, "pigrad", 1, micros, null, null, Map.of());
  }
}
