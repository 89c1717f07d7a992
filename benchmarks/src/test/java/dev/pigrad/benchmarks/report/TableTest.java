package dev.pigrad.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
  private static final String WORKLOAD = "2048x17-64-64-6";

  private static Row row(
      String product, String engine, int threads, double micros, @Nullable Double share) {
    return new Row(product, WORKLOAD, engine, threads, micros, share, 0.0, Map.of());
  }

  private static List<String> cells(String table, int line) {
    String text = table.lines().skip(line).findFirst().orElseThrow();
    return List.of(text.substring(2, text.length() - 2).split(" *\\| *", -1)).stream()
        .map(String::strip)
        .toList();
  }

  @Test
  void comparesWithLibTorchWithOneThreadAndWithTheGradient() {
    String table =
        Table.of(
            List.of(
                row("gradient", "pigrad", 1, 1000, 0.7),
                row("gradient", "pigrad", 2, 500, 0.7),
                row("fisher", "pigrad", 1, 1400, null),
                row("gradient", "libtorch", 1, 3500, 0.2)));
    assertEquals(
        List.of("gradient", WORKLOAD, "pigrad", "1", "1000.0 µs", "0.70", "3.5×", "", "", "0"),
        cells(table, 2));
    assertEquals("2.00×", cells(table, 3).get(7), "two threads against one");
    assertEquals("1.40", cells(table, 4).get(8), "Fisher product against gradient");
  }

  @Test
  void leavesOutColumnsInWhichNothingStands() {
    String table = Table.of(List.of(row("gradient", "pigrad", 1, 1000, 0.7)));
    assertFalse(table.contains("libtorch"));
    assertTrue(table.contains("of FMA peak"));
  }

  @Test
  void everyLineIsAsLong() {
    String table =
        Table.of(List.of(row("gradient", "pigrad", 1, 1e6, 0.7), row("act", "pigrad", 1, 1, null)));
    assertEquals(1, table.lines().mapToInt(String::length).distinct().count());
  }

  @Test
  void jsonHasTheAgreedNames() {
    Report report =
        new Report(
            Machine.present(),
            117.0,
            List.of(row("fisher", "pigrad", 1, 1000, null).with("ns_per_row", 488)));
    JsonNode json = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(report));
    assertEquals(117.0, json.get("fma_peak_gflops").doubleValue());
    JsonNode row = json.get("rows").get(0);
    assertEquals(
        List.of(
            "product",
            "workload",
            "engine",
            "threads",
            "median_us",
            "peak_share",
            "bytes_per_call",
            "ns_per_row"),
        List.copyOf(row.propertyNames()));
  }
}
