package dev.pigrad.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What one run measured.
 *
 * @param machine where
 * @param fmaPeakGigaflops fused multiply-adds of one core, GFLOP/s
 * @param rows the measurements
 */
public record Report(
    Machine machine, @JsonProperty("fma_peak_gflops") double fmaPeakGigaflops, List<Row> rows) {}
