package dev.pigrad.benchmarks.measure;

/**
 * How long is measured.
 *
 * @param rounds how often each contender has its turn; the median is over these
 * @param roundNanos what a turn takes at least
 * @param warmUpNanos how long each contender runs before, at least
 */
public record Effort(int rounds, long roundNanos, long warmUpNanos) {
  /** What figures are published from. */
  public static final Effort FULL = new Effort(21, 10_000_000, 2_000_000_000);

  /** Enough to see whether something is far off. */
  public static final Effort QUICK = new Effort(15, 2_000_000, 500_000_000);
}
