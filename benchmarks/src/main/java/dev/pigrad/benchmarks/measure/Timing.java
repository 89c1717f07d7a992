package dev.pigrad.benchmarks.measure;

/**
 * What was measured of a contender.
 *
 * @param contender who
 * @param medianMicros median over the rounds of the time of one call, µs
 * @param bytesPerCall bytes on the Java heap, of all threads together
 */
public record Timing(Contender contender, double medianMicros, double bytesPerCall) {}
