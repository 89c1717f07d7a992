package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator keeps makes its products faster, and nothing else. */
final class FisherOperatorTest {
  private static final int ROWS = 650; // 11 tiles in 3 blocks, the last ones not full
  private static final long ALL = Long.MAX_VALUE;

  /** Room for 2 of the tiles, of 30 to 50 KB each. */
  private static final long SOME = 100_000;

  private static Engine engine(String backend, int threads) {
    return backend.equals("simd") ? Engine.simd(threads) : Engine.reference(threads);
  }

  private static FisherOperator operator(OddRollout rollout, boolean empirical) {
    return empirical
        ? rollout.policy.empiricalFisher(rollout.theta, rollout.batch)
        : rollout.policy.fisher(rollout.theta, rollout.batch);
  }

  private static double[] times(FisherOperator fisher, OddRollout rollout, long seed) {
    Parameters product = rollout.policy.newParameters();
    fisher.times(rollout.policy.initialParameters(seed), product);
    return product.toDoubleArray();
  }

  private static double[] ofNewOperator(OddRollout rollout, boolean empirical, long seed) {
    try (FisherOperator fisher = operator(rollout, empirical).keepAtMost(0)) {
      return times(fisher, rollout, seed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reference, 1, false",
    "reference, 3, true",
    "simd, 1, true",
    "simd, 2, false",
    "simd, 3, false"
  })
  void keptActivationsAndRecomputedOnesGiveTheSameBits(
      String backend, int threads, boolean empirical) {
    try (Engine engine = engine(backend, threads)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      try (FisherOperator all = operator(rollout, empirical).keepAtMost(ALL);
          FisherOperator some = operator(rollout, empirical).keepAtMost(SOME)) {
        for (int seed = 21; seed < 25; seed++) {
          double[] expected = ofNewOperator(rollout, empirical, seed);
          assertArrayEquals(expected, times(all, rollout, seed));
          assertArrayEquals(expected, times(some, rollout, seed));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void productsAreOverTheColumnsOfTheirCall(boolean empirical) {
    try (Engine engine = Engine.reference(2)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      try (FisherOperator fisher = operator(rollout, empirical)) {
        times(fisher, rollout, 21);
        rollout.batch.column("observation").set(600, 3, 1, 4, 1, 5);
        assertArrayEquals(ofNewOperator(rollout, empirical, 22), times(fisher, rollout, 22));
        rollout.batch.select(new int[] {100, 200}, 0, 2).column("observation").fill(0.5);
        assertArrayEquals(ofNewOperator(rollout, empirical, 23), times(fisher, rollout, 23));
        rollout.policy.mode(rollout.theta, rollout.batch);
        assertArrayEquals(ofNewOperator(rollout, empirical, 24), times(fisher, rollout, 24));
      }
    }
  }

  @Test
  void nextOperatorHasNothingOfAClosedOne() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      double[] before;
      try (FisherOperator fisher = operator(rollout, false)) {
        before = times(fisher, rollout, 21);
      }
      rollout.theta.scale(0.5);
      try (FisherOperator fisher = operator(rollout, false)) {
        assertArrayEquals(ofNewOperator(rollout, false, 21), times(fisher, rollout, 21));
      }
      rollout.theta.scale(2);
      assertArrayEquals(before, ofNewOperator(rollout, false, 21));
    }
  }

  @Test
  void threadsShareAnOperator() throws Exception {
    try (Engine engine = Engine.reference(2);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      try (FisherOperator fisher = operator(rollout, false)) {
        List<Future<double[]>> products =
            IntStream.range(0, 40)
                .mapToObj(i -> callers.submit(() -> times(fisher, rollout, 21 + i % 2)))
                .toList();
        for (int i = 0; i < products.size(); i++) {
          assertArrayEquals(ofNewOperator(rollout, false, 21 + i % 2), products.get(i).get());
        }
      }
    }
  }

  @Test
  void firstProductTakesAtMostTheBudget() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      Parameters product = rollout.policy.newParameters();
      try (FisherOperator fisher = operator(rollout, false).keepAtMost(SOME)) {
        fisher.times(rollout.gradient, product); // makes what operators share
      }
      try (FisherOperator fisher = operator(rollout, false).keepAtMost(SOME)) {
        long before = threads.getCurrentThreadAllocatedBytes();
        fisher.times(rollout.gradient, product);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes > SOME / 2 && bytes < SOME + 10_000, () -> bytes + " bytes");
      }
    }
  }

  @Test
  void rejectsANegativeBudget() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, 1);
      try (FisherOperator fisher = operator(rollout, false)) {
        var error = assertThrows(IllegalArgumentException.class, () -> fisher.keepAtMost(-1));
        assertEquals(
            "activations take at least 0 bytes, found -1; 0 keeps none", error.getMessage());
      }
    }
  }
}
