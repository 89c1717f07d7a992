package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.Baseline;
import dev.pigrad.rl.estimator.OptimalBaseline;
import dev.pigrad.rl.estimator.Returns;
import dev.pigrad.rl.estimator.RewardToGo;
import dev.pigrad.rl.estimator.Standardization;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.rl.surrogate.ValueFitProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * REINFORCE (Williams 1992): play whole episodes, then make one step along {@code ∇J ≈ 1/N
 * Σ_episodes Σ_t ∇log π(a_t|s_t) (G_t − b)}, with G a return and b a baseline.
 *
 * <p>An episode that its time limit cut off goes on with the value of its last state if the policy
 * has a value function, and ends with it if not.
 *
 * @param config its numbers
 */
public record Reinforce(Config config) implements OnPolicyAlgorithm {
  private static final ScoreFunctionProgram SCORE = new ScoreFunctionProgram(new ScoreFunction());
  private static final ValueFitProgram VALUE_FIT = new ValueFitProgram(new ValueFit());

  /**
   * The numbers of the algorithm.
   *
   * @param episodes N, episodes of an update, played side by side
   * @param gamma discount γ, in [0, 1]
   * @param returns which rewards weigh a step
   * @param baseline what is subtracted from returns
   * @param standardizeAdvantages whether an update's advantages get mean 0 and deviation 1; not
   *     with {@link Baseline#OPTIMAL}
   * @param optimizer how θ follows the gradient
   * @param learningRate at the beginning
   * @param learningRateSchedule how it changes
   * @param valueCoefficient weight of the value fit; used with {@link Baseline#VALUE}
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int episodes,
      double gamma,
      Returns returns,
      Baseline baseline,
      boolean standardizeAdvantages,
      Optimizer optimizer,
      double learningRate,
      Schedule learningRateSchedule,
      double valueCoefficient,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("episodes", episodes);
      Requirement.inUnitInterval("gamma", gamma);
      if (standardizeAdvantages && baseline == Baseline.OPTIMAL) {
        throw new IllegalArgumentException(
            "standardizeAdvantages must be false with the baseline OPTIMAL, found true");
      }
      Requirement.notNegative("valueCoefficient", valueCoefficient);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }

    private GradientDescent.Rule rule() {
      return new GradientDescent.Rule(
          optimizer, learningRate, learningRateSchedule, Double.POSITIVE_INFINITY, adamEpsilon);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return new EpisodeCollector(
        policy, new VectorEnvironment(environment, config.episodes, random));
  }

  /**
   * {@inheritDoc}
   *
   * @param policy with a value function if the baseline is {@link Baseline#VALUE}
   */
  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    if (config.baseline == Baseline.VALUE) {
      Requirement.valueFunction(policy, "the baseline VALUE");
    }
    return new Updater(policy, theta);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final Parameters part;
    private final GradientDescent descent;
    private double[] optimal;

    Updater(LoadedPolicy policy, Parameters theta) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.part = policy.newGradient();
      this.descent = new GradientDescent("REINFORCE", policy, config.rule());
      this.optimal = new double[theta.size()];
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      double[] weights = weights(rollout.experience());

      batch.column(Batch.ADVANTAGE).copyFrom(weights);
      double loss = policy.gradient(theta, SCORE, batch, gradient).loss();

      // a mean over rows, where the estimator is a mean over episodes
      gradient.scale((double) batch.rows() / rollout.experience().trajectories().size());
      switch (config.baseline) {
        case NONE, BATCH_MEAN -> {}
        case OPTIMAL -> setGradient(withOptimalBaseline(rollout, weights));
        case VALUE -> fitValue(rollout);
      }
      descent.step(theta, gradient, loss, remaining);
      return new Update(loss, Learner.meanKl(policy, theta, batch), Map.of());
    }

    /** The loss is −J. */
    private void setGradient(double[] ofObjective) {
      gradient.copyFrom(ofObjective);
      gradient.scale(-1);
    }

    /** b is that of the batch before, so that it is independent of this one. */
    private double[] withOptimalBaseline(Rollout rollout, double[] weights) {
      OptimalBaseline estimate = new OptimalBaseline(theta.size());
      for (int[] rows : rollout.experience().trajectories()) {
        Batch trajectory = rollout.batch().select(rows, 0, rows.length);
        double[] ofRows = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        estimate.add(score(trajectory, ofRows), score(trajectory, ones(rows.length)));
      }
      double[] estimated = estimate.gradient(optimal);
      optimal = estimate.baseline();
      return estimated;
    }

    private double[] score(Batch trajectory, double[] weights) {
      policy.scoreGradient(theta, weights, trajectory, part);
      return part.toDoubleArray();
    }

    private static double[] ones(int n) {
      double[] ones = new double[n];
      Arrays.fill(ones, 1);
      return ones;
    }

    /** Adds the gradient of {@code c_v (V − G)²} with G as seen from the step. */
    private void fitValue(Rollout rollout) {
      Batch batch = rollout.batch();
      double[] returns = new RewardToGo(config.gamma).fromStep(rollout.experience());
      batch.column(Batch.RETURN_TARGET).copyFrom(returns);
      policy.gradient(theta, VALUE_FIT, batch, part);
      gradient.axpy(config.valueCoefficient, part);
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent).with("baseline", new PreviousBaseline());
    }

    private final class PreviousBaseline implements Stateful {
      @Override
      public void save(State state) {
        state.put("values", optimal);
      }

      @Override
      public void restore(State state) {
        optimal = state.get("values");
      }
    }

    @Override
    public void close() {
      gradient.close();
      part.close();
      descent.close();
    }
  }

  /** G − b of each row; b is discounted as G is. */
  private double[] weights(Experience experience) {
    double[] weights =
        config.baseline.subtractFrom(
            config.returns.of(experience, config.gamma),
            config.returns.values(experience, config.gamma));
    return config.standardizeAdvantages ? Standardization.of(weights) : weights;
  }
}
