package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.runtime.RandomStream;
import org.junit.jupiter.api.Test;

final class NormalizationTest {
  private final double[] observation = new double[1];

  private static Normalization normalization(boolean observations, boolean rewards) {
    return new Normalization(new Normalization.Config(observations, rewards, 0.5), 1);
  }

  private static Environment scripted() {
    return new Scripted(step -> new Transition(3 * step, new Outcome.Continuing()));
  }

  private void play(Environment environment, int steps) {
    environment.reset(RandomStream.of(1), observation);
    for (int t = 0; t < steps; t++) {
      environment.step(new double[1], observation);
    }
  }

  /** 0, 1, …, 1000, of mean 500 and variance (1001² − 1) / 12; the first weight is felt by 1e-7. */
  @Test
  void observationsAreMeasuredInDeviationsFromTheMean() {
    Environment environment = normalization(true, false).learning(scripted());
    play(environment, 1000);
    double deviation = Math.sqrt((1001.0 * 1001 - 1) / 12);
    assertEquals((1000 - 500) / deviation, observation[0], 1e-6);
  }

  /** Returns with γ = ½: 3, 7.5; with the first weight of a ten-thousandth at 0 ± 1. */
  @Test
  void rewardsAreMeasuredInDeviationsOfTheReturn() {
    Environment environment = normalization(false, true).learning(scripted());
    environment.reset(RandomStream.of(1), observation);
    environment.step(new double[1], observation);
    Transition made = environment.step(new double[1], observation);
    double weight = 1e-4;
    double mean = 10.5 / (2 + weight);
    double variance = (3 * 3 + 7.5 * 7.5 + weight) / (2 + weight) - mean * mean;
    assertEquals(6 / Math.sqrt(variance + 1e-8), made.reward(), 1e-12);
    assertEquals(6, made.rawReward());
    assertEquals(2, observation[0]);
  }

  @Test
  void aFrozenEnvironmentLeavesStatisticsAndRewards() {
    Normalization normalization = normalization(true, true);
    play(normalization.learning(scripted()), 10);
    State before = new State();
    normalization.save(before);
    Environment frozen = normalization.frozen(scripted());
    frozen.reset(RandomStream.of(1), observation);
    assertEquals(3, frozen.step(new double[1], observation).reward());
    State after = new State();
    normalization.save(after);
    assertArrayEquals(before.get("moments"), after.get("moments"));
  }

  @Test
  void statisticsAreSharedByAllEnvironmentsAndPartOfTheirStates() {
    Normalization normalization = normalization(true, true);
    Environment one = normalization.learning(scripted());
    play(one, 3);
    play(normalization.learning(scripted()), 50);
    double[] state = one.state();

    Normalization other = normalization(true, true);
    Environment again = other.learning(scripted());
    again.restore(state);
    double[] resumed = new double[1];
    assertEquals(one.step(new double[1], observation), again.step(new double[1], resumed));
    assertArrayEquals(observation, resumed);
  }

  @Test
  void statisticsOfOtherObservationsDoNotFit() {
    State state = new State();
    normalization(true, true).save(state);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Normalization(Normalization.Config.none(), 2).restore(state));
    assertEquals("the statistics have 8 numbers, found 6", error.getMessage());
  }

  @Test
  void actionsFromMinusOneToOneAreRescaledToTheBounds() {
    Environment pendulum = Pendulum.v1();
    Environment rescaled = new RescaledActions(Pendulum.v1());
    for (double action : new double[] {-1, -0.25, 0, 1}) {
      double[] expected = new double[3];
      double[] found = new double[3];
      pendulum.reset(RandomStream.of(1), expected);
      rescaled.reset(RandomStream.of(1), found);
      pendulum.step(new double[] {2 * action}, expected);
      rescaled.step(new double[] {action}, found);
      assertArrayEquals(expected, found);
    }
  }

  @Test
  void onlyABoxCanBeRescaled() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new RescaledActions(CartPole.v1()));
    assertEquals(
        "actions are rescaled from a box with finite bounds, but CartPole-v1 takes"
            + " Discrete[choices=2]",
        error.getMessage());
  }
}
