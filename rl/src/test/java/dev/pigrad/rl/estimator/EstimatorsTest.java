package dev.pigrad.rl.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.runtime.RandomStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  /** Together they are all rows, each once; one goes on where the environment does. */
  @Property
  void trajectoriesAreWhatEachEnvironmentDidUpToAnEnd(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @IntRange(min = 1, max = 3) int environments) {
    Experience e = Episodes.random(seed, steps, environments);
    Set<Integer> seen = new HashSet<>();
    for (int[] rows : e.trajectories()) {
      for (int k = 0; k < rows.length; k++) {
        assertTrue(seen.add(rows[k]));
        assertEquals(rows[0] + k * environments, rows[k]);
        boolean isLast = k == rows.length - 1;
        boolean ends = e.outcomes()[rows[k]].endsEpisode() || rows[k] + environments >= e.rows();
        assertEquals(isLast, ends);
      }
    }
    assertEquals(e.rows(), seen.size());
  }

  @Property
  void fullReturnsAreTheFirstRewardToGoOfTheTrajectory(@ForAll long seed) {
    Experience e = Episodes.random(seed, 15, 2);
    double[] full = Returns.FULL.of(e, GAMMA);
    double[] toGo = Returns.FROM_START.of(e, GAMMA);
    for (int[] rows : e.trajectories()) {
      for (int row : rows) {
        assertEquals(toGo[rows[0]], full[row]);
      }
    }
  }

  /** b = ΣXg / Σg² is where Σ(X − b g)² is least. */
  @Property
  void optimalBaselineLeavesTheLeastSquares(@ForAll long seed) {
    RandomStream random = RandomStream.of(seed);
    int n = 20;
    double[] x = random.doubles(n, -1, 1).toArray();
    double[] g = random.doubles(n, 0.1, 1).toArray();
    OptimalBaseline estimate = new OptimalBaseline(1);
    for (int i = 0; i < n; i++) {
      estimate.add(new double[] {x[i]}, new double[] {g[i]});
    }
    double b = estimate.baseline()[0];
    double least = squares(x, g, b);
    assertTrue(least < squares(x, g, b + 1e-3) && least < squares(x, g, b - 1e-3));
  }

  private static double squares(double[] x, double[] g, double b) {
    return IntStream.range(0, x.length)
        .mapToDouble(i -> (x[i] - b * g[i]) * (x[i] - b * g[i]))
        .sum();
  }

  /** With w = R for every step, X = R g: the notes' E[R g²] / E[g²]. */
  @Test
  void optimalBaselineOfFullReturnsIsTheNotes() {
    OptimalBaseline estimate = new OptimalBaseline(2);
    estimate.add(new double[] {3 * 2, 0}, new double[] {2, 0});
    estimate.add(new double[] {5 * 1, 0}, new double[] {1, 0});
    assertArrayEquals(new double[] {(3 * 4 + 5 * 1) / 5.0, 0}, estimate.baseline(), 1e-15);
    assertArrayEquals(
        new double[] {(11 - 2 * 3) / 2.0, 0}, estimate.gradient(new double[] {2, 2}), 1e-15);
  }

  @Property
  void clippedWeightsBelowTheirLimitAreCausal(@ForAll long seed) {
    Experience e = Episodes.random(seed, 9, 2);
    double[] logRatios = RandomStream.of(seed).doubles(e.rows(), -1, 1).toArray();
    assertArrayEquals(
        new ImportanceWeights(ImportanceWeights.Kind.CAUSAL, 1, GAMMA).of(e, logRatios, e.values()),
        new ImportanceWeights(ImportanceWeights.Kind.CLIPPED, Double.MAX_VALUE, GAMMA)
            .of(e, logRatios, e.values()));
  }

  /** Σ_{t' ≥ t} P_{t'} γ^{t'} r_{t'}, by hand: ratios 2 and 3, rewards 1 and 10, γ = ¾. */
  @Test
  void importanceWeightsOfTwoStepsAreThoseOfTheirDefinition() {
    Outcome on = new Outcome.Continuing();
    Outcome end = new Outcome.Terminated(false);
    Experience e =
        new Experience(
            2,
            1,
            new double[] {1, 10},
            new Outcome[] {on, end},
            new double[2],
            new double[2],
            new int[] {0, 1});
    double[] logRatios = {Math.log(2), Math.log(3)};
    Map<ImportanceWeights.Kind, double[]> expected =
        Map.of(
            ImportanceWeights.Kind.FULL, new double[] {6 * 8.5, 6 * 7.5},
            ImportanceWeights.Kind.CAUSAL, new double[] {2 * 1 + 6 * 7.5, 6 * 7.5},
            ImportanceWeights.Kind.TRUNCATED, new double[] {2 * 8.5, 6 * 7.5},
            ImportanceWeights.Kind.FIRST_ORDER, new double[] {2 * 8.5, 3 * 7.5},
            ImportanceWeights.Kind.CLIPPED, new double[] {2 * 1 + 4 * 7.5, 4 * 7.5});
    expected.forEach(
        (kind, weights) ->
            assertArrayEquals(
                weights,
                new ImportanceWeights(kind, 4, GAMMA).of(e, logRatios, new double[2]),
                1e-13,
                kind.name()));
  }

  @Property
  void exponentialResponsibilitiesFollowNeitherScaleNorOrigin(@ForAll long seed) {
    double[] returns = RandomStream.of(seed).doubles(10, -5, 5).toArray();
    double[] moved = DoubleStream.of(returns).map(each -> 3 * each - 7).toArray();
    double[] q = Responsibilities.EXPONENTIAL.of(returns, 0.5);
    assertArrayEquals(q, Responsibilities.EXPONENTIAL.of(moved, 0.5), 1e-12);
    assertEquals(1, DoubleStream.of(q).sum(), 1e-14);
  }

  @Test
  void equalReturnsHaveEqualResponsibilities() {
    double[] equal = {0.5, 0.5};
    assertArrayEquals(equal, Responsibilities.EXPONENTIAL.of(new double[] {-3, -3}, 1));
    assertArrayEquals(equal, Responsibilities.RETURN.of(new double[] {0, 0}, 1));
  }

  @Test
  void rejectsNegativeReturnsAsWeights() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Responsibilities.RETURN.of(new double[] {1, -2}, 1));
    assertEquals(
        "RETURN weighs by returns of at least 0, found -2.0; use EXPONENTIAL for rewards that may"
            + " be negative",
        error.getMessage());
  }
}
