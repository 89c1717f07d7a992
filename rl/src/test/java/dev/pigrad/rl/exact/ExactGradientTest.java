package dev.pigrad.rl.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.environment.FiniteEnvironment;
import dev.pigrad.rl.estimator.Baseline;
import dev.pigrad.rl.estimator.GeneralizedAdvantage;
import dev.pigrad.rl.estimator.ImportanceWeights;
import dev.pigrad.rl.estimator.ImportanceWeights.Kind;
import dev.pigrad.rl.estimator.OptimalBaseline;
import dev.pigrad.rl.estimator.Returns;
import dev.pigrad.rl.exact.Enumeration.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Estimators of the policy gradient where it is known: their expectation over all trajectories,
 * term by term, and their mean over 10,000 episodes that the engine played.
 */
final class ExactGradientTest {
  private static final int EPISODES = 10_000;
  private static final double GAMMA = 0.9;
  private static final Known BANDIT = new Known("bandit", FiniteEnvironment.bandit());
  private static final Known GRID_WORLD = new Known("grid world", FiniteEnvironment.gridWorld());

  private static final Set<Kind> BIASED_KINDS =
      EnumSet.of(Kind.TRUNCATED, Kind.FIRST_ORDER, Kind.CLIPPED);

  /** Sums of 10⁵ terms of about 1, each rounded. */
  static final double ROUNDING = 1e-10;

  static Stream<Known> known() {
    return Stream.of(BANDIT, GRID_WORLD);
  }

  // ── Estimators of a trajectory by itself ───────────────────────────────────────────────────────

  /** Unbiased where θ acts. */
  private static Map<String, Function<Trajectory, double[]>> unbiased() {
    Map<String, Function<Trajectory, double[]>> estimators = new LinkedHashMap<>();
    estimators.put("full return", t -> Returns.FULL.of(t.experience(), GAMMA));
    estimators.put("reward-to-go", t -> Returns.FROM_START.of(t.experience(), GAMMA));
    estimators.put(
        "reward-to-go less value",
        t ->
            Baseline.VALUE.subtractFrom(
                Returns.FROM_START.of(t.experience(), GAMMA),
                Returns.FROM_START.values(t.experience(), GAMMA)));
    return estimators;
  }

  /** Biased, though θ acts. */
  private static Map<String, Function<Trajectory, double[]>> biased() {
    Map<String, Function<Trajectory, double[]>> estimators = new LinkedHashMap<>();
    estimators.put("reward-to-go from the step", t -> Returns.FROM_STEP.of(t.experience(), GAMMA));
    estimators.put(
        "GAE(0.7)", t -> new GeneralizedAdvantage(GAMMA, 0.7).advantages(t.experience()));
    return estimators;
  }

  private static Function<Trajectory, double[]> weighted(Kind kind) {
    ImportanceWeights weights = new ImportanceWeights(kind, 1.1, GAMMA);
    return t -> weights.of(t.experience(), t.logRatios(), t.experience().values());
  }

  // ── Expectations over all trajectories ─────────────────────────────────────────────────────────

  private static double[] expectation(
      Enumeration enumeration, Function<Trajectory, double[]> weights) {
    List<Entry> entries = enumeration.entries();
    double[] sum = new double[entries.getFirst().score()[0].length];
    for (Entry entry : entries) {
      add(sum, entry.probability(), gradient(entry, weights.apply(entry.trajectory())));
    }
    return sum;
  }

  private static double[] gradient(Entry entry, double[] weights) {
    double[] gradient = new double[entry.score()[0].length];
    for (int t = 0; t < weights.length; t++) {
      add(gradient, weights[t], entry.score()[t]);
    }
    return gradient;
  }

  static void add(double[] sum, double factor, double[] x) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * x[i];
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void probabilitiesOfAllTrajectoriesSumToOne(Known known) {
    assertEquals(
        1, known.offPolicy().entries().stream().mapToDouble(Entry::probability).sum(), ROUNDING);
  }

  /** E_a[∇log π] = 0, of every step. */
  @ParameterizedTest
  @MethodSource("known")
  void theScoreHasMeanZero(Known known) {
    double[] mean = expectation(known.onPolicy(), t -> ones(t.logRatios().length));
    assertArrayEquals(new double[mean.length], mean, ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("known")
  void unbiasedEstimatorsHaveTheGradientAsExpectation(Known known) {
    unbiased()
        .forEach(
            (name, weights) ->
                assertArrayEquals(
                    known.gradient(GAMMA), expectation(known.onPolicy(), weights), ROUNDING, name));
  }

  @ParameterizedTest
  @MethodSource("known")
  void fullAndCausalImportanceWeightsHaveTheGradientAsExpectation(Known known) {
    for (Kind kind : List.of(Kind.FULL, Kind.CAUSAL)) {
      assertArrayEquals(
          known.gradient(GAMMA),
          expectation(known.offPolicy(), weighted(kind)),
          ROUNDING,
          kind.name());
    }
  }

  /** Else their tests below would say nothing. */
  @ParameterizedTest
  @MethodSource("known")
  void theOthersAreBiased(Known known) {
    biased()
        .forEach(
            (name, weights) ->
                assertTrue(
                    distance(known.gradient(GAMMA), expectation(known.onPolicy(), weights)) > 1e-3,
                    name));
    // in a bandit, what comes after an action does not depend on it
    boolean hasStates = known == GRID_WORLD;
    for (Kind kind : hasStates ? BIASED_KINDS : Set.of(Kind.CLIPPED)) {
      assertTrue(
          distance(known.gradient(GAMMA), expectation(known.offPolicy(), weighted(kind))) > 1e-3,
          kind.name());
    }
  }

  /** Where θ acted itself, all ratios are 1. */
  @ParameterizedTest
  @MethodSource("known")
  void importanceWeightsOfOneAreTheRewardToGo(Known known) {
    for (Kind kind : List.of(Kind.FULL, Kind.CAUSAL, Kind.TRUNCATED, Kind.FIRST_ORDER)) {
      assertArrayEquals(
          known.gradient(GAMMA),
          expectation(known.onPolicy(), weighted(kind)),
          ROUNDING,
          kind.name());
    }
  }

  private static double distance(double[] x, double[] y) {
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(squares);
  }

  private static double[] ones(int n) {
    return DoubleStream.generate(() -> 1).limit(n).toArray();
  }

  // ── Means over episodes ────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @MethodSource("known")
  void meansOverEpisodesAreWithinFourStandardErrors(Known known) {
    try (Samples samples = known.play(known.theta(), EPISODES, 21)) {
      unbiased()
          .forEach(
              (name, weights) ->
                  Moments.of(samples.gradients(weights)).assertMean(known.gradient(GAMMA), name));
      biased()
          .forEach(
              (name, weights) ->
                  Moments.of(samples.gradients(weights))
                      .assertMean(expectation(known.onPolicy(), weights), name));
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void meansOfImportanceWeightedEpisodesAreWithinFourStandardErrors(Known known) {
    try (Samples samples = known.play(known.behaviour(), EPISODES, 22)) {
      for (Kind kind : Kind.values()) {
        Moments.of(samples.gradients(weighted(kind)))
            .assertMean(expectation(known.offPolicy(), weighted(kind)), kind.name());
      }
    }
  }

  /** Two episodes make a batch, whose mean return judges both. */
  @ParameterizedTest
  @MethodSource("known")
  void aBaselineOfTheSameBatchHasItsOwnExpectation(Known known) {
    double[] expected = withBaselineOfPairs(known.onPolicy());
    assertTrue(distance(known.gradient(GAMMA), expected) > 1e-3);
    try (Samples samples = known.play(known.theta(), EPISODES, 23)) {
      List<double[]> returns =
          samples.trajectories().stream()
              .map(t -> Returns.FROM_START.of(t.experience(), GAMMA))
              .toList();
      List<double[]> weights = new ArrayList<>();
      for (int i = 0; i < returns.size(); i += 2) {
        double[] both =
            DoubleStream.concat(
                    DoubleStream.of(returns.get(i)), DoubleStream.of(returns.get(i + 1)))
                .toArray();
        double[] less = Baseline.BATCH_MEAN.subtractFrom(both, new double[both.length]);
        weights.add(Arrays.copyOfRange(less, 0, returns.get(i).length));
        weights.add(Arrays.copyOfRange(less, returns.get(i).length, less.length));
      }
      Iterator<double[]> each = weights.iterator();
      List<double[]> gradients = samples.gradients(trajectory -> each.next());
      List<double[]> pairs = new ArrayList<>();
      for (int i = 0; i < gradients.size(); i += 2) {
        double[] mean = gradients.get(i).clone();
        add(mean, 1, gradients.get(i + 1));
        pairs.add(Arrays.stream(mean).map(sum -> sum / 2).toArray());
      }
      Moments.of(pairs).assertMean(expected, "same batch");
    }
  }

  /**
   * E[½ Σ_i (X_i − b g_i)] of two independent trajectories, b the mean of both's returns: E[X] −
   * E_i[g_i E_j[b_ij]], and b depends on j by its sum of returns and its length alone.
   */
  private static double[] withBaselineOfPairs(Enumeration enumeration) {
    record Sums(double returns, int length) {}
    Map<Sums, Double> probabilities = new HashMap<>();
    List<Entry> entries = enumeration.entries();
    Function<Entry, Sums> sums =
        entry -> {
          double[] returns = Returns.FROM_START.of(entry.trajectory().experience(), GAMMA);
          return new Sums(DoubleStream.of(returns).sum(), returns.length);
        };
    entries.forEach(e -> probabilities.merge(sums.apply(e), e.probability(), Double::sum));
    double[] expected = expectation(enumeration, t -> Returns.FROM_START.of(t.experience(), GAMMA));
    for (Entry entry : entries) {
      Sums own = sums.apply(entry);
      double baseline = 0;
      for (Map.Entry<Sums, Double> other : probabilities.entrySet()) {
        baseline +=
            other.getValue()
                * (own.returns + other.getKey().returns)
                / (own.length + other.getKey().length);
      }
      add(expected, -entry.probability() * baseline, gradient(entry, ones(entry.score().length)));
    }
    return expected;
  }

  /**
   * Each is unbiased, as baselines come from other episodes; the measured variances, summed over
   * the parameters, fall in the order in which the notes introduce them.
   */
  @ParameterizedTest
  @MethodSource("known")
  void rewardToGoAndBaselinesLowerTheVarianceInThisOrder(Known known, TestReporter reporter) {
    Function<Trajectory, double[]> toGo = t -> Returns.FROM_START.of(t.experience(), GAMMA);
    double mean;
    double[] optimal;
    try (Samples others = known.play(known.theta(), EPISODES, 24)) {
      mean =
          others.trajectories().stream()
              .flatMapToDouble(t -> DoubleStream.of(toGo.apply(t)))
              .average()
              .orElseThrow();
      optimal = optimalBaseline(others, toGo);
    }
    try (Samples samples = known.play(known.theta(), EPISODES, 25)) {
      Map<String, Moments> measured = new LinkedHashMap<>();
      measured.put(
          "full return",
          Moments.of(samples.gradients(t -> Returns.FULL.of(t.experience(), GAMMA))));
      measured.put("reward-to-go", Moments.of(samples.gradients(toGo)));
      measured.put(
          "mean baseline",
          Moments.of(
              samples.gradients(
                  t -> DoubleStream.of(toGo.apply(t)).map(each -> each - mean).toArray())));
      measured.put("optimal baseline", Moments.of(lessBaseline(samples, toGo, optimal)));

      double previous = Double.POSITIVE_INFINITY;
      for (var entry : measured.entrySet()) {
        entry.getValue().assertMean(known.gradient(GAMMA), entry.getKey());
        double variance = entry.getValue().total();
        reporter.publishEntry(
            known + ", " + entry.getKey(), String.format(Locale.ROOT, "%.4f", variance));
        assertTrue(variance < previous, entry.getKey() + ": " + variance + " after " + previous);
        previous = variance;
      }
    }
  }

  private static double[] optimalBaseline(Samples samples, Function<Trajectory, double[]> weights) {
    List<double[]> x = samples.gradients(weights);
    List<double[]> g = samples.gradients(t -> ones(t.logRatios().length));
    OptimalBaseline estimate = new OptimalBaseline(x.getFirst().length);
    for (int i = 0; i < x.size(); i++) {
      estimate.add(x.get(i), g.get(i));
    }
    return estimate.baseline();
  }

  private static List<double[]> lessBaseline(
      Samples samples, Function<Trajectory, double[]> weights, double[] baseline) {
    List<double[]> x = samples.gradients(weights);
    List<double[]> g = samples.gradients(t -> ones(t.logRatios().length));
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < baseline.length; j++) {
        x.get(i)[j] -= baseline[j] * g.get(i)[j];
      }
    }
    return x;
  }
}
