package dev.pigrad.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Times contenders in turn, so that whatever slows the machine for a while (another process, a
 * lower clock) meets all of them: their ratios mean more than their times.
 */
public final class Contest {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean(); // HotSpot's

  private static final int MOST_WARM_UPS = 6;

  /** Two and a half of the scheduler's ticks, at which it counts. */
  private static final long REST_NANOS = 10_000_000;

  private static final long MOST_REST_NANOS = 1_000_000_000;

  private final Effort effort;
  private final FmaPeak peak;

  /** A contest; the machine's peak is measured in each of its rounds too. */
  public Contest(Effort effort, FmaPeak peak) {
    this.effort = effort;
    this.peak = peak;
  }

  /**
   * The times of the contenders, in their order.
   *
   * @param afterRound told that one more round is over
   */
  public List<Timing> run(List<Contender> contenders, Runnable afterRound) {
    List<Turn> turns = contenders.stream().map(Turn::new).toList();
    turns.forEach(Turn::warmUp);
    for (int round = 0; round < effort.rounds(); round++) {
      peak.measure();
      turns.forEach(Turn::take);
      afterRound.run();
    }
    return turns.stream().map(Turn::timing).toList();
  }

  /**
   * Waits for the threads of the one before: some spin after their work, OpenBLAS's for 100 ms, on
   * a core that the next one needs.
   */
  private static void awaitRest() {
    long start = System.nanoTime();
    long busy;
    do {
      long before = PROCESS.getProcessCpuTime();
      LockSupport.parkNanos(REST_NANOS);
      busy = PROCESS.getProcessCpuTime() - before;
    } while (busy > REST_NANOS / 2 && System.nanoTime() - start < MOST_REST_NANOS);
  }

  /** A contender's times. */
  private final class Turn {
    private final Contender contender;
    private final double[] nanos = new double[effort.rounds()];
    private int taken;
    private int calls = 1;
    private long bytes;

    Turn(Contender contender) {
      this.contender = contender;
    }

    /** Until the compiler has nothing more to do; finds how many calls fill a round. */
    void warmUp() {
      contender.prepare().run();
      long start = System.nanoTime();
      long perCall = Long.MAX_VALUE;
      long compiled;
      do {
        compiled = COMPILER.getTotalCompilationTime();
        perCall = Math.min(perCall, fastestOf(effort.warmUpNanos()));
      } while (COMPILER.getTotalCompilationTime() > compiled
          && System.nanoTime() - start < MOST_WARM_UPS * effort.warmUpNanos());
      calls = (int) Math.max(1, effort.roundNanos() / Math.max(1, perCall));
    }

    private long fastestOf(long nanos) {
      long fastest = Long.MAX_VALUE;
      long start = System.nanoTime();
      for (long now = start; now - start < nanos; ) {
        contender.call().run();
        long end = System.nanoTime();
        fastest = Math.min(fastest, end - now);
        now = end;
      }
      return fastest;
    }

    void take() {
      awaitRest();
      contender.prepare().run();
      fastestOf(effort.roundNanos() / 4); // finds caches and threads as its own calls leave them
      long allocated = THREADS.getTotalThreadAllocatedBytes();
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        contender.call().run();
      }
      nanos[taken++] = (System.nanoTime() - start) / (double) calls;
      bytes += THREADS.getTotalThreadAllocatedBytes() - allocated;
    }

    Timing timing() {
      return new Timing(contender, median(nanos) / 1000, (double) bytes / calls / effort.rounds());
    }
  }

  /** The median of at least one number. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
