package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.Responsibilities;
import dev.pigrad.rl.estimator.Returns;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reward-weighted regression (Peters and Schaal 2007; notes 002 §5), expectation-maximisation on
 * {@code log E[R]}: play whole episodes; E-step: {@code q(τ) ∝ u(R) p(τ)}; M-step: maximise the
 * weighted log-likelihood {@code Σ_τ q(τ) Σ_t log π(a_t|s_t)} by several passes of gradient steps.
 *
 * @param config its numbers
 */
public record RewardWeightedRegression(Config config) implements OnPolicyAlgorithm {
  /** Its advantage is the weight of the log-likelihood. */
  private static final ScoreFunctionProgram LOSS = new ScoreFunctionProgram(new ScoreFunction());

  /**
   * The numbers of the algorithm.
   *
   * @param episodes episodes of an update, played side by side
   * @param gamma discount γ of the return, in [0, 1]
   * @param responsibilities how returns weigh
   * @param temperature of {@link Responsibilities#EXPONENTIAL}; the lower, the greedier
   * @param minibatch rows of a gradient step; the last one of a pass may have fewer
   * @param epochs passes over a rollout in the M-step
   * @param learningRate of Adam, at the beginning
   * @param learningRateSchedule how it changes
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int episodes,
      double gamma,
      Responsibilities responsibilities,
      double temperature,
      int minibatch,
      int epochs,
      double learningRate,
      Schedule learningRateSchedule,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("episodes", episodes);
      Requirement.inUnitInterval("gamma", gamma);
      Requirement.positive("temperature", temperature);
      Requirement.atLeastOne("minibatch", minibatch);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }

    private GradientDescent.Rule rule() {
      return new GradientDescent.Rule(
          Optimizer.ADAM,
          learningRate,
          learningRateSchedule,
          Double.POSITIVE_INFINITY,
          adamEpsilon);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return new EpisodeCollector(
        policy, new VectorEnvironment(environment, config.episodes, random));
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final MinibatchDescent descent;

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.policy = policy;
      this.theta = theta;
      this.descent =
          new MinibatchDescent(
              "reward-weighted regression",
              policy,
              theta,
              config.rule(),
              random,
              config.epochs,
              config.minibatch);
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      batch.column(Batch.ADVANTAGE).copyFrom(weights(rollout.experience()));
      GradientResult last = descent.descend(LOSS, batch, (minibatch, rows) -> {}, remaining);
      return new Update(last.loss(), Learner.meanKl(policy, theta, batch), Map.of());
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent);
    }

    @Override
    public void close() {
      descent.close();
    }
  }

  /** q of each row's trajectory, times the number of trajectories: 1 on average. */
  private double[] weights(Experience experience) {
    List<int[]> trajectories = experience.trajectories();
    double[] returns = Returns.FULL.of(experience, config.gamma);
    double[] q =
        config.responsibilities.of(
            trajectories.stream().mapToDouble(rows -> returns[rows[0]]).toArray(),
            config.temperature);
    double[] weights = new double[experience.rows()];
    for (int i = 0; i < q.length; i++) {
      for (int row : trajectories.get(i)) {
        weights[row] = q[i] * q.length;
      }
    }
    return weights;
  }
}
