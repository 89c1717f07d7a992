package dev.pigrad.rl.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.environment.CartPole;
import dev.pigrad.rl.report.Progress;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean KL of whole updates, after the value fit, of a policy that shares a trunk with its
 * value.
 */
final class KlBoundTest {
  private static final double DELTA = 0.01;
  private static final int UPDATES = 100;
  private static final int ROWS = 256;

  private static final ValueRegressionConfig VALUE =
      new ValueRegressionConfig(5, 64, 1e-2, Schedule.CONSTANT, 1e-5);

  private static TrustRegionConfig region() {
    return new TrustRegionConfig(DELTA, 10, 1e-5, 1e-3, 0.8, 10);
  }

  static Stream<Algorithm> withLineSearch() {
    return Stream.of(
        new Trpo(new Trpo.Config(2, ROWS / 2, 1, 0.99, 0.95, true, region(), VALUE)),
        new NaturalGradient(
            new NaturalGradient.Config(2, ROWS / 2, 1, 0.99, 0.95, true, region(), VALUE)));
  }

  private static List<Progress> updates(Algorithm algorithm) {
    try (Engine engine = Engine.reference(1)) {
      List<Progress> updates = new ArrayList<>();
      Parameters theta =
          algorithm.train(
              engine.load(new SharedTrunkPolicyProgram()),
              CartPole::v1,
              (long) UPDATES * ROWS,
              5,
              updates::add);
      assertTrue(theta.isFinite());
      return updates;
    }
  }

  @ParameterizedTest
  @MethodSource("withLineSearch")
  void lineSearchKeepsTheKlOfAWholeUpdateWithinDelta(Algorithm algorithm) {
    List<Progress> updates = updates(algorithm);
    assertEquals(UPDATES, updates.size());
    long within = updates.stream().filter(update -> update.kl() <= 1.05 * DELTA).count();
    assertTrue(within >= 0.99 * UPDATES, () -> within + " of " + UPDATES);
    double mean = updates.stream().mapToDouble(Progress::kl).average().orElseThrow();
    assertTrue(mean > DELTA / 4, () -> "hardly a step: " + mean);
  }

  @Test
  void dualAscentComesToDeltaOnAverage() {
    List<Progress> updates =
        updates(
            new TrpoDual(
                new TrpoDual.Config(
                    2,
                    ROWS / 2,
                    1,
                    0.99,
                    0.95,
                    true,
                    5,
                    64,
                    5e-3,
                    Schedule.CONSTANT,
                    1e-5,
                    DELTA,
                    1,
                    20,
                    VALUE)));
    double mean =
        updates.subList(UPDATES / 2, UPDATES).stream()
            .mapToDouble(Progress::kl)
            .average()
            .orElseThrow();
    assertEquals(DELTA, mean, 0.2 * DELTA);
  }
}
