package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.report.Row;
import java.util.List;
import java.util.function.Supplier;

/**
 * Rows that are measured together.
 *
 * @param name what the progress bar shows meanwhile
 * @param measure measures them
 */
public record Part(String name, Supplier<List<Row>> measure) {}
