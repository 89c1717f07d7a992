package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.environment.FiniteProcess.Branch;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FiniteEnvironmentTest {
  private static final double GAMMA = 0.9;

  /** Two states to start in, and an action that leads to either. */
  private static FiniteEnvironment twoStates() {
    List<Branch> stay = List.of(new Branch(1, 0.5, 0, false));
    List<Branch> gamble = List.of(new Branch(0.3, 2, 1, false), new Branch(0.7, -1, 0, true));
    return new FiniteEnvironment(
        "TwoStates",
        new FiniteProcess(
            List.of(0.25, 0.75), List.of(List.of(stay, gamble), List.of(gamble, stay)), 4));
  }

  static Stream<FiniteEnvironment> environments() {
    return Stream.of(FiniteEnvironment.bandit(), FiniteEnvironment.gridWorld(), twoStates());
  }

  private static double[] logits(FiniteProcess process) {
    return RandomStream.of(3).doubles((long) process.states() * process.actions(), -1, 1).toArray();
  }

  /** (J(θ + h) − J(θ − h)) / 2h is off by h² J'''/6 and by rounding, 2⁻⁵³ J / h. */
  @ParameterizedTest
  @MethodSource("environments")
  void gradientIsTheSlopeOfTheExpectedReturn(FiniteEnvironment environment) {
    FiniteProcess process = environment.process();
    double[] theta = logits(process);
    double[] gradient = process.gradient(theta, GAMMA);
    double h = 1e-5;
    for (int i = 0; i < theta.length; i++) {
      double middle = theta[i];
      theta[i] = middle + h;
      double above = process.expectedReturn(process.softmax(theta), GAMMA);
      theta[i] = middle - h;
      double below = process.expectedReturn(process.softmax(theta), GAMMA);
      theta[i] = middle;
      assertEquals((above - below) / (2 * h), gradient[i], 1e-9, "entry " + i);
    }
  }

  @Test
  void gradientOfTheBanditIsItsClosedForm() {
    FiniteProcess process = FiniteEnvironment.bandit(1, 0.25, 0.75).process();
    double[] theta = {Math.log(3), 0};
    // π = (3/4, 1/4), J = 3/8
    assertEquals(0.375, process.expectedReturn(process.softmax(theta), 1), 1e-15);
    assertArrayEquals(
        new double[] {0.75 * (0.25 - 0.375), 0.25 * (0.75 - 0.375)},
        process.gradient(theta, 1),
        1e-15);
  }

  @Test
  void theOptimumIsKnown() {
    assertEquals(4, FiniteEnvironment.bandit().process().optimum(1), 1e-14);
    assertEquals(0.7, FiniteEnvironment.gridWorld().process().optimum(1), 1e-14);
  }

  @ParameterizedTest
  @MethodSource("environments")
  void episodesHaveTheExpectedReturn(FiniteEnvironment environment) {
    FiniteProcess process = environment.process();
    double[][] policy = process.softmax(logits(process));
    RandomStream random = RandomStream.of(7);
    int episodes = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < episodes; i++) {
      double total = discountedReturn(environment, policy, random);
      sum += total;
      squares += total * total;
    }
    double mean = sum / episodes;
    double error = Math.sqrt((squares / episodes - mean * mean) / episodes);
    double expected = process.expectedReturn(policy, GAMMA);
    assertTrue(Math.abs(mean - expected) < 4 * error, mean + " for " + expected);
  }

  private static double discountedReturn(
      FiniteEnvironment environment, double[][] policy, RandomStream random) {
    double[] observation = new double[environment.observationSize()];
    environment.reset(random, observation);
    double total = 0;
    double discount = 1;
    Transition made;
    do {
      int state = (int) environment.state()[0];
      assertEquals(1, observation[state]);
      made = environment.step(new double[] {draw(policy[state], random)}, observation);
      total += discount * made.reward();
      discount *= GAMMA;
    } while (!made.outcome().endsEpisode());
    return total;
  }

  private static int draw(double[] probabilities, RandomStream random) {
    double uniform = random.nextDouble();
    int action = 0;
    while (action < probabilities.length - 1 && uniform >= probabilities[action]) {
      uniform -= probabilities[action];
      action++;
    }
    return action;
  }

  @Test
  void rejectsProbabilitiesThatDoNotSumToOne() {
    List<List<List<Branch>>> branches = List.of(List.of(List.of(new Branch(0.5, 1, 0, true))));
    assertEquals(
        "the probabilities of the branches of an action sum to 0.5",
        assertThrows(
                IllegalArgumentException.class, () -> new FiniteProcess(List.of(1.0), branches, 1))
            .getMessage());
  }
}
