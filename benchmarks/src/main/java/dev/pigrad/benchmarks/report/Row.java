package dev.pigrad.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table, and one object of the JSON.
 *
 * @param product what was computed: {@code gradient}, {@code fisher}, {@code act} …
 * @param workload of what: {@code 2048x17-64-64-6}
 * @param engine by whom
 * @param threads on how many threads
 * @param medianMicros median time of one call, µs
 * @param peakShare flops of the matrix products per time, as a share of the threads' FMA peak; null
 *     where they say nothing
 * @param bytesPerCall allocated on the Java heap; null where calls are in another process
 * @param further what a suite measures besides, by name
 */
public record Row(
    String product,
    String workload,
    String engine,
    int threads,
    @JsonProperty("median_us") double medianMicros,
    @JsonProperty("peak_share") @Nullable Double peakShare,
    @JsonProperty("bytes_per_call") @Nullable Double bytesPerCall,
    @JsonAnyGetter Map<String, Double> further) {
  /** The same with one more number. */
  public Row with(String name, double number) {
    Map<String, Double> more = new LinkedHashMap<>(further);
    more.put(name, number);
    return new Row(product, workload, engine, threads, medianMicros, peakShare, bytesPerCall, more);
  }
}
