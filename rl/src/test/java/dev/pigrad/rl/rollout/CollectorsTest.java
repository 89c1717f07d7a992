package dev.pigrad.rl.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.Normalization;
import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.environment.Pendulum;
import dev.pigrad.rl.environment.Scripted;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scripted environment observes the number of steps made, and V(s) = 10 s here. */
final class CollectorsTest {
  private final Engine engine = Engine.reference(1);
  private final LoadedPolicy policy = engine.load(new TinyPolicyProgram());
  private final Parameters theta = policy.initialParameters(1);

  CollectorsTest() {
    theta.set("worth.weight", 10);
    theta.set("worth.bias", 0);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static VectorEnvironment environments(int count, Supplier<Environment> environment) {
    return new VectorEnvironment(environment, count, RandomStream.of(5));
  }

  private Experience collect(Outcome outcome) {
    try (var collector =
        new RolloutCollector(policy, environments(2, () -> Scripted.ending(3, outcome)), 4)) {
      return collector.collect(theta).experience();
    }
  }

  @Test
  void truncatedStepsBootstrapFromTheLastObservation() {
    Experience experience = collect(new Outcome.Truncated());
    // states 0 1 2 | 0, in both environments; the third step leads to state 3, the last to 1
    assertArrayEquals(new double[] {0, 0, 10, 10, 20, 20, 0, 0}, experience.values());
    assertArrayEquals(new double[] {10, 10, 20, 20, 30, 30, 10, 10}, experience.nextValues());
  }

  @Test
  void nothingFollowsATermination() {
    Experience experience = collect(new Outcome.Terminated(false));
    assertArrayEquals(new double[] {10, 10, 20, 20, 0, 0, 10, 10}, experience.nextValues());
    assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2, 0, 0}, experience.stepInEpisode());
  }

  @Test
  void anActionThatIsNoNumberIsADivergence() {
    VectorEnvironment one = environments(1, () -> Scripted.ending(3, new Outcome.Truncated()));
    var error =
        assertThrows(DivergenceException.class, () -> one.step(0, new double[] {Double.NaN}));
    assertTrue(error.getMessage().contains("action in Scripted is [NaN]"), error::getMessage);
  }

  @Test
  void rolloutsGoOnWhereTheLastOneEnded() {
    try (var collector =
        new RolloutCollector(
            policy, environments(1, () -> Scripted.ending(5, new Outcome.Terminated(false))), 3)) {
      Rollout first = collector.collect(theta);
      assertEquals(0, first.finished().size());
      Rollout second = collector.collect(theta);
      assertArrayEquals(new int[] {3, 4, 0}, second.experience().stepInEpisode());
      assertEquals(5, second.finished().getFirst().totalReward());
      assertEquals(5, second.finished().getFirst().length());
    }
  }

  /** Rollouts of 4 steps, with noise held for 3: 0 0 0 1 | 1 1 2 2. */
  @Test
  void noiseIsHeldAsLongAsItIsAsked() {
    VectorEnvironment held =
        new VectorEnvironment(
            () -> Scripted.ending(5, new Outcome.Truncated()), 1, RandomStream.of(5), 3);
    try (var collector = new RolloutCollector(policy, held, 4)) {
      double[] first = noise(collector.collect(theta));
      double[] second = noise(collector.collect(theta));
      assertEquals(first[0], first[1]);
      assertEquals(first[0], first[2]);
      assertNotEquals(first[2], first[3]);
      assertEquals(first[3], second[0]);
      assertEquals(first[3], second[1]);
      assertNotEquals(second[1], second[2]);
      assertEquals(second[2], second[3]);
    }
  }

  private static double[] noise(Rollout rollout) {
    Column noise = rollout.batch().column("noise.0");
    return IntStream.range(0, noise.rows()).mapToDouble(row -> noise.get(row, 0)).toArray();
  }

  /** The scale of the reward that is learned from is nobody else's business. */
  @Test
  void episodesAreReportedByTheRewardsOfTheEnvironmentItself() {
    Normalization normalization = new Normalization(new Normalization.Config(true, true, 0.9), 1);
    try (var collector =
        new RolloutCollector(
            policy,
            environments(
                1, () -> normalization.learning(Scripted.ending(3, new Outcome.Terminated(false)))),
            3)) {
      assertEquals(3, collector.collect(theta).finished().getFirst().totalReward());
    }
  }

  @Test
  void episodesArePlayedToTheirEnd() {
    try (var collector =
            new EpisodeCollector(
                policy, environments(2, () -> Scripted.ending(3, new Outcome.Truncated())));
        Batch batch = collector.collect(theta).batch()) {
      assertEquals(6, batch.rows());
      assertArrayEquals(
          new double[] {0, 1, 2, 0, 1, 2}, batch.column("observation").toDoubleArray());
    }
  }

  @Test
  void recordedLogProbabilitiesAreThePolicys() {
    try (var collector =
        new RolloutCollector(
            policy, environments(3, () -> Scripted.ending(4, new Outcome.Truncated())), 5)) {
      Batch batch = collector.collect(theta).batch();
      assertArrayEquals(
          policy.logProb(theta, batch), batch.column(Batch.OLD_LOG_PROB).toDoubleArray(), 1e-15);
    }
  }

  /** What is drawn in one environment depends neither on the others nor on how many there are. */
  @Test
  void anEnvironmentsActionsDoNotDependOnTheOthers() {
    Supplier<Environment> script = () -> Scripted.ending(9, new Outcome.Truncated());
    double[] alone = actions(1, script);
    double[] among = actions(4, script);
    for (int t = 0; t < alone.length; t++) {
      assertEquals(alone[t], among[4 * t]);
    }
  }

  private double[] actions(int count, Supplier<Environment> environment) {
    try (var collector = new RolloutCollector(policy, environments(count, environment), 20)) {
      return collector.collect(theta).batch().column("action").toDoubleArray();
    }
  }

  @Test
  void rejectsAPolicyThatReadsOtherObservations() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RolloutCollector(policy, environments(1, Pendulum::v1), 2));
    assertEquals(
        "policy 'dev.pigrad.rl.rollout.TinyPolicy' reads 'observation' of size 1, but Pendulum-v1"
            + " observes 3 numbers; give the policy inputs of that size",
        error.getMessage());
  }

  @Test
  void evaluationPlaysEachEpisodeOnce() {
    Evaluation evaluation =
        Evaluation.run(
            policy,
            theta,
            () -> Scripted.ending(7, new Outcome.Truncated()),
            5,
            RandomStream.of(1));
    assertEquals(5, evaluation.returns().size());
    assertEquals(7, evaluation.mean());
    assertEquals(0, evaluation.standardDeviation());
  }
}
