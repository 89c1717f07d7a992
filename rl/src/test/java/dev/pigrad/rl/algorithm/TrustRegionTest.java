package dev.pigrad.rl.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.rollout.TinyPolicyProgram;
import dev.pigrad.rl.surrogate.ImportanceWeighted;
import dev.pigrad.rl.surrogate.ImportanceWeightedProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrustRegionTest {
  private static final int ROWS = 40;

  private final Engine engine = Engine.reference(1);
  private final LoadedPolicy policy = engine.load(new TinyPolicyProgram());
  private final Parameters theta = policy.initialParameters(1);
  private final Batch batch = policy.newBatch(ROWS);
  private final Parameters gradient = policy.newGradient();
  private final Logger logger = Logger.getLogger(TrustRegion.class.getName());
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  TrustRegionTest() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    List<RandomStream> streams =
        IntStream.range(0, ROWS).mapToObj(row -> RandomStream.of(row)).toList();
    batch.column("observation").copyFrom(RandomStream.of(9).doubles(ROWS, -1, 1).toArray());
    policy.act(theta, batch, streams);
    batch.column(Batch.ADVANTAGE).copyFrom(RandomStream.of(8).doubles(ROWS, -1, 1).toArray());
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    engine.close();
  }

  private Map<String, Double> move(TrustRegionConfig config) {
    double loss =
        policy
            .gradient(
                theta, new ImportanceWeightedProgram(new ImportanceWeighted()), batch, gradient)
            .loss();
    try (TrustRegion region = new TrustRegion("TRPO", config, policy)) {
      return region.move(theta, batch, loss, gradient);
    }
  }

  /** To second order the KL is δ; the rest shrinks with √δ. */
  @Test
  void theNaturalStepHasAKlOfDelta() {
    move(new TrustRegionConfig(1e-6, 10, 1e-10, 0, 0.5, 0));
    assertEquals(1e-6, Learner.meanKl(policy, theta, batch), 1e-8);
    assertEquals(List.of(), logged);
  }

  @Test
  void theStepLeavesTheValueAlone() {
    double[] worth = theta.get("worth.weight");
    move(new TrustRegionConfig(0.01, 10, 1e-10, 0.1, 0.5, 10));
    assertArrayEquals(worth, theta.get("worth.weight"));
  }

  @Test
  void aFailedLineSearchIsNamedWithItsNumbersAndLeavesTheta() {
    double[] before = theta.toDoubleArray();
    // in this direction the cubic term of the KL is positive: the first trial is beyond δ
    Map<String, Double> reported = move(new TrustRegionConfig(0.01, 10, 1e-10, 0, 0.5, 1));
    assertEquals(1, reported.get("rejected"));
    assertArrayEquals(before, theta.toDoubleArray());
    assertEquals(1, logged.size());
    assertTrue(
        logged.getFirst().startsWith("TRPO, update 1: line search failed after 1 trials: loss "),
        logged::getFirst);
  }

  @Test
  void aGradientOfZeroIsNamedAndLeavesTheta() {
    batch.column(Batch.ADVANTAGE).fill(0);
    double[] before = theta.toDoubleArray();
    assertEquals(1, move(new TrustRegionConfig(0.01, 10, 1e-10, 0, 0.5, 10)).get("rejected"));
    assertArrayEquals(before, theta.toDoubleArray());
    assertEquals(List.of("TRPO, update 1: no step, since xᵀFx = 0.00 is not above 0"), logged);
  }

  @Test
  void anAdvantageOfNanIsADivergence() {
    batch.column(Batch.ADVANTAGE).set(3, Double.NaN);
    var error =
        assertThrows(
            DivergenceException.class,
            () -> move(new TrustRegionConfig(0.01, 10, 1e-10, 0, 0.5, 10)));
    assertTrue(error.getMessage().startsWith("TRPO, update 1: the loss is NaN"));
  }

  @Test
  void rejectsARegionOfNoSize() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new TrustRegionConfig(0, 10, 1e-10, 0, 0.5, 10));
    assertEquals("delta must be a number above 0, found 0.0", error.getMessage());
  }
}
