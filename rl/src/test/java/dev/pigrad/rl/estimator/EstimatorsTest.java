package dev.pigrad.rl.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.rl.rollout.Experience;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Returns and advantages against their definitions, summed term by term. */
final class EstimatorsTest {
  private static final double GAMMA = 0.75;
  private static final double LAMBDA = 0.5;

  /** Â_t = Σ_l (γλ)^l δ_{t+l}, l up to the end of the episode or of the rollout. */
  @Property
  void generalizedAdvantageIsTheSumOfItsDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @IntRange(min = 1, max = 3) int environments) {
    Experience e = Episodes.random(seed, steps, environments);
    double[] expected =
        IntStream.range(0, e.rows())
            .mapToDouble(
                row -> {
                  double sum = 0;
                  double weight = 1;
                  for (int r = row; ; r += environments) {
                    sum += weight * (e.rewards()[r] + GAMMA * e.nextValues()[r] - e.values()[r]);
                    weight *= GAMMA * LAMBDA;
                    if (e.outcomes()[r].endsEpisode() || r + environments >= e.rows()) {
                      return sum;
                    }
                  }
                })
            .toArray();
    assertArrayEquals(expected, new GeneralizedAdvantage(GAMMA, LAMBDA).advantages(e), 1e-13);
  }

  /** Σ_l γ^l δ telescopes: what is left is the return less the value. */
  @Property
  void lambdaOneIsTheReturnLessTheValue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int steps) {
    Experience e = Episodes.random(seed, steps, 2);
    double[] returns = new RewardToGo(GAMMA).fromStep(e);
    assertArrayEquals(
        Baseline.VALUE.subtractFrom(returns, e.values()),
        new GeneralizedAdvantage(GAMMA, 1).advantages(e),
        1e-12);
  }

  @Property
  void lambdaZeroIsTheOneStepAdvantage(@ForAll long seed) {
    Experience e = Episodes.random(seed, 9, 3);
    double[] expected =
        IntStream.range(0, e.rows())
            .mapToDouble(r -> e.rewards()[r] + GAMMA * e.nextValues()[r] - e.values()[r])
            .toArray();
    assertArrayEquals(expected, new GeneralizedAdvantage(GAMMA, 0).advantages(e));
  }

  @Property
  void returnTargetsAreAdvantagesAndValues(@ForAll long seed) {
    Experience e = Episodes.random(seed, 9, 2);
    double[] advantages = new GeneralizedAdvantage(GAMMA, LAMBDA).advantages(e);
    double[] targets = GeneralizedAdvantage.returnTargets(advantages, e.values());
    for (int row = 0; row < targets.length; row++) {
      assertEquals(advantages[row], targets[row] - e.values()[row], 1e-13);
    }
  }

  /** γᵗ G_t with t counted from the episode's start. */
  @Property
  void returnsFromTheStartAreThoseFromTheStepDiscounted(@ForAll long seed) {
    Experience e = Episodes.random(seed, 15, 2);
    double[] fromStep = new RewardToGo(GAMMA).fromStep(e);
    double[] fromStart = new RewardToGo(GAMMA).fromStart(e);
    for (int row = 0; row < e.rows(); row++) {
      assertEquals(Math.pow(GAMMA, e.stepInEpisode()[row]) * fromStep[row], fromStart[row], 1e-13);
    }
  }

  @Test
  void batchMeanLeavesAdvantagesOfMeanZero() {
    double[] advantages = Baseline.BATCH_MEAN.subtractFrom(new double[] {1, 2, 6}, new double[3]);
    assertArrayEquals(new double[] {-2, -1, 3}, advantages);
    assertArrayEquals(
        new double[] {1, 2, 6}, Baseline.NONE.subtractFrom(new double[] {1, 2, 6}, new double[3]));
  }

  @Property
  void standardizedNumbersHaveMeanZeroAndDeviationOne(@ForAll long seed) {
    double[] x = Standardization.of(Episodes.random(seed, 10, 2).values());
    assertEquals(0, DoubleStream.of(x).sum(), 1e-12);
    assertEquals(x.length - 1, DoubleStream.of(x).map(y -> y * y).sum(), 1e-5);
  }

  @Test
  void equalAdvantagesBecomeZero() {
    assertArrayEquals(new double[3], Standardization.of(new double[] {2, 2, 2}));
    assertArrayEquals(new double[] {2}, Standardization.of(new double[] {2}));
  }

  @Test
  void rejectsDiscountsOutsideOfTheUnitInterval() {
    var error = assertThrows(IllegalArgumentException.class, () -> new RewardToGo(1.5));
    assertEquals("gamma lies in [0, 1], found 1.5", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new GeneralizedAdvantage(0.9, -0.1));
    assertThrows(IllegalArgumentException.class, () -> new GeneralizedAdvantage(Double.NaN, 0.5));
  }
}
