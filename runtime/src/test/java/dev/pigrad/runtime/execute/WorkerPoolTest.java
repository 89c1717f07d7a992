package dev.pigrad.runtime.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkerPoolTest {
  @Test
  void runsEachTaskOnce() {
    try (WorkerPool workers = new WorkerPool(4)) {
      for (int tasks = 0; tasks < 200; tasks++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        workers.run(tasks, runs::incrementAndGet);
        assertTrue(IntStream.range(0, tasks).allMatch(i -> runs.get(i) == 1));
      }
    }
  }

  @Test
  void reportsTheFirstFailureAndGoesOn() {
    try (WorkerPool workers = new WorkerPool(4)) {
      for (int repetition = 0; repetition < 100; repetition++) {
        IllegalStateException failure =
            assertThrows(
                IllegalStateException.class,
                () ->
                    workers.run(
                        50,
                        i -> {
                          if (i >= 20) {
                            throw new IllegalStateException("task " + i);
                          }
                        }));
        assertEquals("task 20", failure.getMessage());
      }
      workers.run(50, i -> {});
    }
  }

  @Test
  void manyCallersAtOnce() {
    try (WorkerPool workers = new WorkerPool(3)) {
      int[] sums =
          IntStream.range(0, 50)
              .parallel()
              .map(
                  i -> {
                    AtomicIntegerArray runs = new AtomicIntegerArray(20);
                    workers.run(20, runs::incrementAndGet);
                    return IntStream.range(0, 20).map(runs::get).sum();
                  })
              .toArray();
      assertTrue(IntStream.of(sums).allMatch(sum -> sum == 20));
    }
  }

  @Test
  void interruptedCallerStillGetsItsResult() {
    try (WorkerPool workers = new WorkerPool(3)) {
      Thread.currentThread().interrupt();
      AtomicIntegerArray runs = new AtomicIntegerArray(100);
      workers.run(100, runs::incrementAndGet);
      assertTrue(Thread.interrupted());
      assertTrue(IntStream.range(0, 100).allMatch(i -> runs.get(i) == 1));
    }
  }
}
