package dev.pigrad.rl.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.environment.Normalization;
import dev.pigrad.rl.estimator.Baseline;
import dev.pigrad.rl.estimator.ImportanceWeights;
import dev.pigrad.rl.estimator.Responsibilities;
import dev.pigrad.rl.estimator.Returns;
import dev.pigrad.rl.exact.UnitGaussianPolicyProgram;
import dev.pigrad.rl.report.Curve;
import dev.pigrad.rl.report.Progress;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.Evaluation;
import dev.pigrad.rl.rollout.TinyPolicyProgram;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AlgorithmsTest {
  static Stream<Algorithm> algorithms() {
    return Stream.of(
        new Ppo(ppo(64, 1e-2)),
        new PpoPenalty(ppoPenalty()),
        new Trpo(trpo()),
        new TrpoDual(trpoDual()),
        new NaturalGradient(naturalGradient()),
        new ActorCritic(actorCritic(Optimizer.ADAM, 5e-2)),
        new ActorCritic(actorCritic(Optimizer.SGD, 0.5)),
        new Reinforce(reinforce(Baseline.BATCH_MEAN, true)),
        new Reinforce(reinforce(Baseline.OPTIMAL, false)),
        new OffPolicyGradient(offPolicyGradient()),
        new BehaviouralCloning(
            behaviouralCloning(), (seen, action) -> action[0] = seen[0] > 0 ? 1 : 0),
        new RewardWeightedRegression(rewardWeightedRegression()),
        new CrossEntropy(new CrossEntropy.Config(20, 5, 10, 1, 0.5, 0.01)));
  }

  private static Ppo.Config ppo(int minibatch, double learningRate) {
    return new Ppo.Config(
        4,
        32,
        2,
        minibatch,
        4,
        0.9,
        0.9,
        learningRate,
        Schedule.CONSTANT,
        0.2,
        Schedule.LINEAR,
        0.5,
        0.01,
        0.5,
        true,
        1e-5);
  }

  private static PpoPenalty.Config ppoPenalty() {
    return new PpoPenalty.Config(
        4,
        32,
        1,
        64,
        4,
        0.9,
        0.9,
        1e-2,
        Schedule.CONSTANT,
        0.5,
        1e-5,
        1,
        true,
        0.01,
        0.5,
        0.01,
        true);
  }

  private static Trpo.Config trpo() {
    return new Trpo.Config(4, 32, 1, 0.9, 0.9, true, region(10), value());
  }

  private static NaturalGradient.Config naturalGradient() {
    return new NaturalGradient.Config(4, 32, 1, 0.9, 0.9, true, region(0), value());
  }

  private static TrustRegionConfig region(int trials) {
    return new TrustRegionConfig(0.01, 5, 1e-6, 1e-3, 0.5, trials);
  }

  private static ValueRegressionConfig value() {
    return new ValueRegressionConfig(4, 64, 1e-2, Schedule.CONSTANT, 1e-5);
  }

  private static TrpoDual.Config trpoDual() {
    return new TrpoDual.Config(
        4, 32, 1, 0.9, 0.9, true, 4, 64, 2e-2, Schedule.CONSTANT, 1e-5, 0.01, 1, 20, value());
  }

  private static ActorCritic.Config actorCritic(Optimizer optimizer, double learningRate) {
    return new ActorCritic.Config(
        8, 8, 1, 0.9, 0.9, false, 0.5, 0.01, optimizer, learningRate, Schedule.LINEAR, 0.5, 1e-5);
  }

  private static Reinforce.Config reinforce(Baseline baseline, boolean standardize) {
    return new Reinforce.Config(
        32,
        0.9,
        Returns.FROM_START,
        baseline,
        standardize,
        Optimizer.ADAM,
        5e-2,
        Schedule.LINEAR,
        0.5,
        1e-5);
  }

  private static OffPolicyGradient.Config offPolicyGradient() {
    return new OffPolicyGradient.Config(
        32,
        2,
        new ImportanceWeights(ImportanceWeights.Kind.CAUSAL, 1, 0.9),
        0.5,
        Optimizer.ADAM,
        5e-2,
        Schedule.CONSTANT,
        1e-5);
  }

  private static BehaviouralCloning.Config behaviouralCloning() {
    return new BehaviouralCloning.Config(4, 32, 64, 4, 1e-2, Schedule.CONSTANT, 1e-5);
  }

  private static RewardWeightedRegression.Config rewardWeightedRegression() {
    return new RewardWeightedRegression.Config(
        64, 1, Responsibilities.RETURN, 1, 32, 2, 2e-2, Schedule.CONSTANT, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void learnsWhichLeverPays(Algorithm algorithm) {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new TinyPolicyProgram());
      List<Progress> heard = new ArrayList<>();
      Parameters theta = algorithm.train(policy, Levers::new, 10_000, 3, heard::add);
      assertEquals(1, Evaluation.run(policy, theta, Levers::new, 50, RandomStream.of(9)).mean());
      assertTrue(heard.getLast().steps() >= 10_000);
      assertTrue(heard.getLast().meanReturn() > 0.9, () -> heard.getLast().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void givesTheSameBitsForAnyNumberOfThreads(Algorithm algorithm) {
    assertArrayEquals(trained(algorithm, 1, 7), trained(algorithm, 3, 7));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void anotherSeedGivesOtherParameters(Algorithm algorithm) {
    double[] one = trained(algorithm, 1, 7);
    double[] other = trained(algorithm, 1, 8);
    assertFalse(java.util.Arrays.equals(one, other));
  }

  /** Each checkpoint of a training, in a fresh one, leads to the same end by the same course. */
  @ParameterizedTest
  @MethodSource("algorithms")
  void goesOnFromACheckpointAsIfNothingHadHappened(Algorithm algorithm) {
    List<State> checkpoints = new ArrayList<>();
    Curve undisturbed = new Curve();
    double[] end = trained(algorithm, 1, 7, undisturbed.andThen(saving(undisturbed, checkpoints)));
    assertTrue(checkpoints.size() > 3, () -> "" + checkpoints.size());
    for (State checkpoint : checkpoints) {
      Curve curve = new Curve();
      assertArrayEquals(end, trained(algorithm, 1, 7, curve.andThen(restoring(curve, checkpoint))));
      assertEquals(undisturbed.toCsv(), curve.toCsv());
    }
  }

  private static TrainingListener saving(Curve curve, List<State> checkpoints) {
    return new TrainingListener() {
      private Stateful training = curve;

      @Override
      public void onBegin(Stateful training) {
        this.training = training;
      }

      @Override
      public void onUpdate(Progress progress) {
        State state = new State();
        training.save(state.part("training"));
        curve.save(state.part("curve"));
        checkpoints.add(state);
      }
    };
  }

  private static TrainingListener restoring(Curve curve, State checkpoint) {
    return new TrainingListener() {
      @Override
      public void onBegin(Stateful training) {
        training.restore(checkpoint.part("training"));
        curve.restore(checkpoint.part("curve"));
      }

      @Override
      public void onUpdate(Progress progress) {}
    };
  }

  private static double[] trained(Algorithm algorithm, int threads, long seed) {
    return trained(algorithm, threads, seed, TrainingListener.none());
  }

  private static double[] trained(
      Algorithm algorithm, int threads, long seed, TrainingListener listener) {
    Normalization normalization = new Normalization(new Normalization.Config(true, true, 0.9), 1);
    try (Engine engine = Engine.reference(threads)) {
      return algorithm
          .train(
              engine.load(new TinyPolicyProgram()),
              () -> normalization.learning(new Levers()),
              1_000,
              seed,
              listener)
          .toDoubleArray();
    }
  }

  @Test
  void whatBootstrapsNeedsAValueFunction() {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new UnitGaussianPolicyProgram());
      algorithms()
          .limit(7)
          .forEach(
              algorithm -> {
                var error =
                    assertThrows(
                        IllegalArgumentException.class,
                        () ->
                            ((OnPolicyAlgorithm) algorithm)
                                .learner(policy, policy.initialParameters(1), RandomStream.of(1)));
                assertTrue(
                    error.getMessage().contains(" needs a policy with a @ValueFunction, '"),
                    error::getMessage);
              });
    }
  }

  @Test
  void rejectsAMinibatchOfMoreRowsThanARollout() {
    var error = assertThrows(IllegalArgumentException.class, () -> ppo(129, 1e-2));
    assertEquals(
        "minibatch must be at most environments × stepsPerEnvironment = 128, found 129",
        error.getMessage());
  }

  @Test
  void rejectsALearningRateThatIsNoPositiveNumber() {
    var error = assertThrows(IllegalArgumentException.class, () -> ppo(64, Double.NaN));
    assertEquals("learningRate must be a number above 0, found NaN", error.getMessage());
  }

  /** A step so long that the parameters overflow is named, not continued. */
  @Test
  void namesADivergence() {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new TinyPolicyProgram());
      var error =
          assertThrows(
              DivergenceException.class,
              () ->
                  new Ppo(ppo(64, 1e308))
                      .train(policy, Levers::new, 5_000, 1, TrainingListener.none()));
      assertTrue(error.getMessage().startsWith("PPO, gradient step "), error::getMessage);
    }
  }

  @Test
  void schedulesFallOrStay() {
    assertEquals(0.3, Schedule.CONSTANT.at(0.3, 0.1));
    assertEquals(0.15, Schedule.LINEAR.at(0.3, 0.5));
  }
}
