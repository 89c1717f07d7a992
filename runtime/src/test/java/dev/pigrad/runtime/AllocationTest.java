package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls allocate nothing once they are warm, in the caller's thread and in the engine's.
 *
 * <p>The reference engine shows it at once: it needs no compiler to get rid of objects. Vectors are
 * objects until they are compiled, so the simd engine is given time.
 */
final class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int CALLS = 10;
  private static final int ROUNDS = 5;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** The calls of a training loop. */
  enum Call {
    GRADIENT,
    ACT,
    RECORD,
    MODE;

    void run(OddRollout rollout) {
      switch (this) {
        case GRADIENT -> rollout.differentiate();
        case ACT -> rollout.act();
        case RECORD -> rollout.policy.record(rollout.theta, rollout.batch);
        case MODE -> rollout.policy.mode(rollout.theta, rollout.batch);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GRADIENT,64", "GRADIENT,2048", "ACT,1", "ACT,64", "RECORD,64", "MODE,1"})
  void callsOfTheReferenceEngineAllocateNothing(Call call, int rows) {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, rows);
      assertEquals(0, bytesOnceWarm(() -> call.run(rollout)));
    }
  }

  @Test
  void stepOfTrainingAllocatesNothing() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, 100);
      Batch other = rollout.batch.select(new int[] {7, 70, 3}, 0, 3);
      Adam adam = new Adam(rollout.policy, Adam.Config.of(0.01));
      assertEquals(
          0,
          bytesOnceWarm(
              () -> {
                rollout.differentiate();
                adam.step(rollout.theta, rollout.gradient);
                rollout.policy.gradient(rollout.theta, rollout.loss, other, rollout.gradient);
                adam.step(rollout.theta, rollout.gradient);
              }));
    }
  }

  @Test
  void fisherProductAllocatesNothing() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, 100);
      Parameters product = rollout.policy.newParameters();
      FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch);
      assertEquals(0, bytesOnceWarm(() -> fisher.times(rollout.gradient, product)));
    }
  }

  /**
   * A batch of 2ᵏ times the rows keeps at most k more sums of blocks, whatever the number of rows.
   */
  @Test
  void memoryOfAPassGrowsWithTheLogarithmOfTheBatch() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout small = new OddRollout(engine, 64 * 256);
      Batch large = small.policy.newBatch(8 * 64 * 256);
      for (String name : small.batch.columns()) {
        large.column(name).fill(small.batch.column(name).get(0, 0));
      }
      small.differentiate();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      small.policy.gradient(small.theta, small.loss, large, small.gradient);
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      long sumOfBlock = (long) Double.BYTES * small.gradient.size() + 1_000;
      assertTrue(bytes < 3 * sumOfBlock + 1_000, () -> bytes + " bytes, not 3 · " + sumOfBlock);
    }
  }

  /** The least of a few rounds: the virtual machine itself allocates now and then. */
  private static long bytesOnceWarm(Runnable call) {
    long least = bytes(call);
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      least = Math.min(least, bytes(call));
    }
    return least;
  }

  private static long bytes(Runnable call) {
    THREADS.getCurrentThreadAllocatedBytes();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @CsvSource({
    "GRADIENT,64,1",
    "GRADIENT,2048,1",
    "GRADIENT,2048,3",
    "ACT,1,1",
    "ACT,1024,2",
    "RECORD,64,1"
  })
  void callsOfTheSimdEngineAllocateNothingOnceCompiled(Call call, int rows, int threads) {
    try (Engine engine = Engine.simd(threads)) {
      OddRollout rollout = new OddRollout(engine, rows);
      assertBecomesZero(() -> call.run(rollout));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void stepOfAdamAllocatesNothing(int threads) {
    try (Engine engine = Engine.simd(threads)) {
      OddRollout rollout = new OddRollout(engine, 1);
      Adam adam = new Adam(rollout.policy, Adam.Config.of(0.01));
      assertEquals(0, bytesOnceWarm(() -> adam.step(rollout.theta, rollout.gradient)));
    }
  }

  private static void assertBecomesZero(Runnable call) {
    call.run();
    List<Long> threads = threads();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long bytes = Long.MAX_VALUE;
    while (bytes > 0 && System.nanoTime() < deadline) {
      long before = bytesOf(threads);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      bytes = bytesOf(threads) - before;
    }
    assertEquals(0, bytes);
    assertTrue(System.nanoTime() < deadline);
  }

  /** The caller's and the engine's. */
  private static List<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.equals(Thread.currentThread())
                    || thread.getName().startsWith("pigrad-worker"))
        .map(Thread::threadId)
        .toList();
  }

  private static long bytesOf(List<Long> threads) {
    long sum = 0;
    for (int i = 0; i < threads.size(); i++) {
      sum += Math.max(0, THREADS.getThreadAllocatedBytes(threads.get(i)));
    }
    return sum;
  }
}
