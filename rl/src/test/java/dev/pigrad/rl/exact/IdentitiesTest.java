package dev.pigrad.rl.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.rl.estimator.Responsibilities;
import dev.pigrad.rl.optimizer.SearchDistribution;
import dev.pigrad.rl.surrogate.ClippedSurrogate;
import dev.pigrad.rl.surrogate.ClippedSurrogateProgram;
import dev.pigrad.rl.surrogate.ImportanceWeighted;
import dev.pigrad.rl.surrogate.ImportanceWeightedProgram;
import dev.pigrad.rl.surrogate.KlPenalty;
import dev.pigrad.rl.surrogate.KlPenaltyProgram;
import dev.pigrad.rl.surrogate.NegativeLogLikelihood;
import dev.pigrad.rl.surrogate.NegativeLogLikelihoodProgram;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.FisherOperator;
import dev.pigrad.runtime.HessianOperator;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The identities of the lecture notes, of the generated code in double precision. */
final class IdentitiesTest {
  private static final int STATES = 3;
  private static final int ACTIONS = 4;

  /** A few hundred roundings of numbers of about 1. */
  private static final double ROUNDING = 1e-13;

  private final Engine engine = Engine.reference(1);
  private final LoadedPolicy policy =
      engine.load(
          new SoftmaxPolicyProgram(
              Dims.of(SoftmaxPolicy.State.class, STATES).and(SoftmaxPolicy.Act.class, ACTIONS)));
  private final Parameters theta = random(1);
  private final Parameters gradient = policy.newGradient();

  @AfterEach
  void close() {
    engine.close();
  }

  private Parameters random(long seed) {
    Parameters parameters = policy.newParameters();
    parameters.copyFrom(RandomStream.of(seed).doubles(parameters.size(), -1, 1).toArray());
    return parameters;
  }

  /** Every action in every state, recorded at θ: row {@code state · ACTIONS + action}. */
  private Batch everyAction() {
    Batch batch = policy.newBatch(STATES * ACTIONS);
    for (int row = 0; row < batch.rows(); row++) {
      double[] state = new double[STATES];
      state[row / ACTIONS] = 1;
      batch.column("state").set(row, state);
      batch.column("action").set(row, row % ACTIONS);
    }
    policy.record(theta, batch);
    batch
        .column(Batch.ADVANTAGE)
        .copyFrom(RandomStream.of(2).doubles(batch.rows(), -1, 1).toArray());
    return batch;
  }

  private double[] probabilities(Parameters at, Batch batch) {
    return DoubleStream.of(policy.logProb(at, batch)).map(Math::exp).toArray();
  }

  /** {@code E_a[∇log π(a|s)] = 0} in each state. */
  @Test
  void theScoreHasMeanZeroInEachState() {
    Batch batch = everyAction();
    double[] probabilities = probabilities(theta, batch);
    for (int s = 0; s < STATES; s++) {
      int state = s;
      double[] weights =
          IntStream.range(0, batch.rows())
              .mapToDouble(row -> row / ACTIONS == state ? probabilities[row] : 0)
              .toArray();
      policy.scoreGradient(theta, weights, batch, gradient);
      assertArrayEquals(new double[gradient.size()], gradient.toDoubleArray(), ROUNDING);
    }
  }

  @Test
  void theRatioSurrogateHasTheScoreFunctionGradientWhereThePolicyActed() {
    Batch batch = everyAction();
    policy.gradient(theta, new ScoreFunctionProgram(new ScoreFunction()), batch, gradient);
    double[] score = gradient.toDoubleArray();
    policy.gradient(
        theta, new ImportanceWeightedProgram(new ImportanceWeighted()), batch, gradient);
    assertArrayEquals(score, gradient.toDoubleArray(), ROUNDING);
  }

  /** KL(π_old‖π) is least, 0, at π = π_old: a penalty leaves the gradient there alone. */
  @Test
  void aPenaltyHasNoGradientWhereThePolicyActed() {
    Batch batch = everyAction();
    policy.gradient(
        theta, new ImportanceWeightedProgram(new ImportanceWeighted()), batch, gradient);
    double[] ratio = gradient.toDoubleArray();
    policy.gradient(theta, new KlPenaltyProgram(new KlPenalty(7)), batch, gradient);
    assertArrayEquals(ratio, gradient.toDoubleArray(), ROUNDING);
  }

  @Test
  void ppoHasNoGradientAtAllWhereTheClipBinds() {
    Batch batch = everyAction();
    Parameters moved = random(3);
    double[] old = batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
    double[] now = policy.logProb(moved, batch);
    for (int row = 0; row < batch.rows(); row++) {
      double ratio = Math.exp(now[row] - old[row]);
      boolean binds = Math.abs(ratio - 1) > 0.01;
      assertTrue(binds, "row " + row);
      // the clip binds where the ratio has moved in the advantage's direction
      batch.column(Batch.ADVANTAGE).set(row, Math.signum(ratio - 1));
    }
    policy.gradient(
        moved, new ClippedSurrogateProgram(new ClippedSurrogate(0.01)), batch, gradient);
    assertArrayEquals(new double[gradient.size()], gradient.toDoubleArray());
  }

  @Test
  void theFisherInformationIsSymmetricPositiveAndLeavesTheValueAlone() {
    try (FisherOperator fisher = policy.fisher(theta, everyAction())) {
      for (int seed = 10; seed < 20; seed++) {
        Parameters u = random(seed);
        Parameters v = random(100 + seed);
        Parameters fu = policy.newParameters();
        Parameters fv = policy.newParameters();
        fisher.times(u, fu);
        fisher.times(v, fv);
        assertEquals(v.dot(fu), u.dot(fv), ROUNDING);
        assertTrue(u.dot(fu) >= -ROUNDING);
        assertArrayEquals(new double[STATES], fu.get("values"));
      }
    }
  }

  /** {@code E[∇log π ∇log πᵀ]}, with the actions of each state weighted by their probability. */
  @Test
  void theFisherInformationIsTheMeanOuterProductOfTheScore() {
    Batch batch = everyAction();
    double[] probabilities = probabilities(theta, batch);
    Parameters v = random(4);
    Parameters expected = policy.newParameters();
    for (int row = 0; row < batch.rows(); row++) {
      policy.scoreGradient(theta, new double[] {1}, batch.select(new int[] {row}, 0, 1), gradient);
      expected.axpy(probabilities[row] * gradient.dot(v) / STATES, gradient);
    }
    try (FisherOperator fisher = policy.fisher(theta, batch)) {
      fisher.times(v, gradient);
    }
    assertArrayEquals(expected.toDoubleArray(), gradient.toDoubleArray(), ROUNDING);
  }

  @Test
  void theFisherInformationIsTheHessianOfTheMeanKl() {
    Batch batch = everyAction();
    batch.column(Batch.ADVANTAGE).fill(0);
    Parameters v = random(5);
    try (FisherOperator fisher = policy.fisher(theta, batch);
        HessianOperator hessian =
            policy.hessian(theta, new KlPenaltyProgram(new KlPenalty(1)), batch)) {
      Parameters expected = policy.newParameters();
      hessian.times(v, expected);
      fisher.times(v, gradient);
      assertArrayEquals(expected.toDoubleArray(), gradient.toDoubleArray(), ROUNDING);
    }
  }

  /** {@code KL(θ‖θ + h δ) − ½ h² δᵀFδ = O(h³)}: a tenth of the step, a thousandth of the error. */
  @Test
  void theKlIsHalfTheSquareInTheFisherMetricUpToACubicError() {
    Batch batch = everyAction();
    Parameters delta = random(6);
    double curvature;
    try (FisherOperator fisher = policy.fisher(theta, batch)) {
      fisher.times(delta, gradient);
      curvature = delta.dot(gradient);
    }
    double coarse = klError(batch, delta, 1e-2, curvature);
    double fine = klError(batch, delta, 1e-3, curvature);
    assertEquals(1e-3, fine / coarse, 2e-4);
  }

  private double klError(Batch batch, Parameters delta, double h, double curvature) {
    Parameters moved = policy.newParameters();
    moved.axpy(1, theta);
    moved.axpy(h, delta);
    double kl = DoubleStream.of(policy.kl(moved, batch)).average().orElseThrow();
    return kl - h * h * curvature / 2;
  }

  // ── Row 12: maximum likelihood ─────────────────────────────────────────────────────────────────

  /** Reward 1 for the target y and 0 elsewhere. */
  private static double[] indicator(int rows, int target) {
    double[] reward = new double[rows];
    reward[target] = 1;
    return reward;
  }

  /** Sampled from π: {@code E_π[1{a = y} ∇log π] = π(y|s) ∇log π(y|s)}, not ∇log π(y|s) itself. */
  @Test
  void onPolicyReinforceOfATargetIsItsProbabilityTimesTheLikelihoodGradient() {
    Batch batch = everyAction();
    int target = 6;
    double[] probabilities = probabilities(theta, batch);
    double[] weights = indicator(batch.rows(), target);
    weights[target] *= probabilities[target];
    policy.scoreGradient(theta, weights, batch, gradient);
    double[] reinforce = gradient.toDoubleArray();
    policy.gradient(
        theta,
        new NegativeLogLikelihoodProgram(new NegativeLogLikelihood()),
        batch.select(new int[] {target}, 0, 1),
        gradient);
    gradient.scale(-probabilities[target]);
    assertArrayEquals(gradient.toDoubleArray(), reinforce, ROUNDING);
  }

  /** Where the samples are the data, every reward is 1 and both are the same. */
  @Test
  void reinforceOnTheDataIsTheLikelihoodGradient() {
    Batch batch = everyAction();
    batch.column(Batch.ADVANTAGE).fill(1);
    policy.gradient(theta, new ScoreFunctionProgram(new ScoreFunction()), batch, gradient);
    double[] reinforce = gradient.toDoubleArray();
    policy.gradient(
        theta, new NegativeLogLikelihoodProgram(new NegativeLogLikelihood()), batch, gradient);
    assertArrayEquals(gradient.toDoubleArray(), reinforce);
  }

  // ── Row 13: expectation-maximisation ───────────────────────────────────────────────────────────

  /** {@code E_q[log R + log p − log q]}, eq. 39. */
  private static double bound(double[] q, double[] returns, double[] p) {
    double bound = 0;
    for (int i = 0; i < q.length; i++) {
      bound += q[i] * (Math.log(returns[i]) + Math.log(p[i]) - Math.log(q[i]));
    }
    return bound;
  }

  private static double[] normalized(double[] x) {
    double sum = DoubleStream.of(x).sum();
    return DoubleStream.of(x).map(each -> each / sum).toArray();
  }

  @Test
  void theBoundHoldsForAnyDataAndIsTightAtTheResponsibilities() {
    double[] p = normalized(RandomStream.of(31).doubles(8, 0.1, 1).toArray());
    double[] returns = RandomStream.of(32).doubles(8, 0.1, 5).toArray();
    double[] weighted = IntStream.range(0, 8).mapToDouble(i -> returns[i] * p[i]).toArray();
    double objective = Math.log(DoubleStream.of(weighted).sum());
    double[] q = Responsibilities.RETURN.of(weighted, 1);
    assertEquals(objective, bound(q, returns, p), ROUNDING);
    for (int seed = 40; seed < 60; seed++) {
      double[] other = normalized(RandomStream.of(seed).doubles(8, 0.1, 1).toArray());
      assertTrue(bound(other, returns, p) < objective);
    }
  }

  /** E-step and exact M-step {@code π(a) = q(a)} never lower {@code E[R]}. */
  @Test
  void expectationMaximizationNeverLowersTheExpectedReturn() {
    double[] p = normalized(RandomStream.of(33).doubles(8, 0.1, 1).toArray());
    double[] returns = RandomStream.of(34).doubles(8, 0.1, 5).toArray();
    double previous = 0;
    for (int k = 0; k < 20; k++) {
      double[] now = p;
      double expected = IntStream.range(0, 8).mapToDouble(i -> returns[i] * now[i]).sum();
      assertTrue(expected >= previous);
      previous = expected;
      p =
          Responsibilities.RETURN.of(
              IntStream.range(0, 8).mapToDouble(i -> returns[i] * now[i]).toArray(), 1);
    }
    assertEquals(Arrays.stream(returns).max().orElseThrow(), previous, 0.1);
  }

  // ── Row 14: the cross-entropy method ───────────────────────────────────────────────────────────

  /**
   * With σ = 1, {@code μ' − μ = Σ f (x − μ) / Σ f} is the score-function estimate of {@code ∇_μ log
   * E[f]}: ∇log N(x; μ, 1) = x − μ.
   */
  @Test
  void theCrossEntropyStepIsAScoreFunctionGradient() {
    LoadedPolicy search = engine.load(new UnitGaussianPolicyProgram());
    Parameters mu = search.newParameters();
    mu.copyFrom(new double[] {0.3, -0.7});
    int n = 50;
    SearchDistribution distribution =
        new SearchDistribution(mu.toDoubleArray(), 1, RandomStream.of(35));
    double[][] x = distribution.sample(n);
    double[] f = RandomStream.of(36).doubles(n, 0, 3).toArray();

    Batch batch = search.newBatch(n);
    for (int i = 0; i < n; i++) {
      batch.column("nothing").set(i, 0);
      batch.column("action").set(i, x[i]);
    }
    Parameters score = search.newGradient();
    search.scoreGradient(mu, f, batch, score);
    mu.axpy(1 / DoubleStream.of(f).sum(), score);

    distribution.fit(x, f, 0);
    assertArrayEquals(distribution.mean(), mu.toDoubleArray(), ROUNDING);
  }

  /** f of 0 and 1 keeps the mean and the deviation of the elites. */
  @Test
  void theCrossEntropyStepOfElitesIsTheirMean() {
    SearchDistribution distribution =
        new SearchDistribution(new double[] {5}, 1, RandomStream.of(37));
    distribution.fit(new double[][] {{1}, {100}, {3}}, new double[] {1, 0, 1}, 0);
    assertArrayEquals(new double[] {2}, distribution.mean());
    assertEquals(1, distribution.meanDeviation());
  }
}
