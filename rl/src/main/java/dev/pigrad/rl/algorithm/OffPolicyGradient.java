package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.ImportanceWeights;
import dev.pigrad.rl.estimator.RewardToGo;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
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
 * The policy gradient from trajectories of an older policy, by importance sampling (notes 000 §6
 * and 003): play whole episodes with θ_old, then make several steps along {@code ∇J(θ) ≈ 1/N
 * Σ_episodes Σ_t w_t ∇log π(a_t|s_t)}, where w_t weighs rewards by the ratios π / π_old. At the
 * first step all ratios are 1: it is REINFORCE's.
 *
 * @param config its numbers
 */
public record OffPolicyGradient(Config config) implements OnPolicyAlgorithm {
  private static final ValueFitProgram VALUE_FIT = new ValueFitProgram(new ValueFit());

  /**
   * The numbers of the algorithm.
   *
   * @param episodes N, episodes of a rollout, played side by side
   * @param gradientSteps gradient steps on a rollout
   * @param weights which ratios count, and the discount γ
   * @param valueCoefficient weight of the value fit; 0 for no value baseline
   * @param optimizer how θ follows the gradient
   * @param learningRate at the beginning
   * @param learningRateSchedule how it changes
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int episodes,
      int gradientSteps,
      ImportanceWeights weights,
      double valueCoefficient,
      Optimizer optimizer,
      double learningRate,
      Schedule learningRateSchedule,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("episodes", episodes);
      Requirement.atLeastOne("gradientSteps", gradientSteps);
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

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    if (config.valueCoefficient > 0) {
      Requirement.valueFunction(policy, "valueCoefficient > 0");
    }
    return new Updater(policy, theta);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final Parameters valueGradient;
    private final GradientDescent descent;

    Updater(LoadedPolicy policy, Parameters theta) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.valueGradient = policy.newGradient();
      this.descent = new GradientDescent("off-policy gradient", policy, config.rule());
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      Experience experience = rollout.experience();
      batch
          .column(Batch.RETURN_TARGET)
          .copyFrom(new RewardToGo(config.weights.gamma()).fromStep(experience));
      int episodes = experience.trajectories().size();
      double loss = 0;
      double largestRatio = 1;
      for (int step = 0; step < config.gradientSteps; step++) {
        double[] logRatios = logRatios(batch);
        largestRatio = StrictMath.exp(Arrays.stream(logRatios).max().orElseThrow());
        double[] weights = config.weights.of(experience, logRatios, baseline(experience));
        policy.scoreGradient(theta, weights, batch, gradient);
        gradient.scale(-1.0 / episodes); // of the loss −J
        if (config.valueCoefficient > 0) {
          loss = policy.gradient(theta, VALUE_FIT, batch, valueGradient).loss();
          gradient.axpy(config.valueCoefficient, valueGradient);
        }
        descent.step(theta, gradient, loss, remaining);
      }
      return new Update(
          loss, Learner.meanKl(policy, theta, batch), Map.of("largestRatio", largestRatio));
    }

    /** log π(a|s) − log π_old(a|s) of each row. */
    private double[] logRatios(Batch batch) {
      double[] logRatios = policy.logProb(theta, batch);
      double[] old = batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
      for (int row = 0; row < old.length; row++) {
        logRatios[row] -= old[row];
      }
      return logRatios;
    }

    private double[] baseline(Experience experience) {
      return config.valueCoefficient > 0 ? experience.values() : new double[experience.rows()];
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent);
    }

    @Override
    public void close() {
      gradient.close();
      valueGradient.close();
      descent.close();
    }
  }
}
