package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.Baseline;
import dev.pigrad.rl.estimator.RewardToGo;
import dev.pigrad.rl.estimator.Standardization;
import dev.pigrad.rl.report.ProgressMeter;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.rl.surrogate.ValueFitProgram;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Quantity;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * REINFORCE (Williams 1992): play whole episodes, then make one step of Adam along {@code ∇J ≈ 1/N
 * Σ_episodes Σ_t ∇log π(a_t|s_t) (G_t − b)}, with G the discounted reward to go and b a baseline.
 *
 * <p>An episode that its time limit cut off goes on with the value of its last state if the policy
 * has a value function, and ends with it if not. The same seed gives the same parameters, whatever
 * the number of threads.
 *
 * @param config its numbers
 */
public record Reinforce(Config config) implements Algorithm {
  /** From where rewards are discounted. */
  public enum Discounting {
    /** {@code Σ γ^{t'−t} r_{t'}}, common, biased for the discounted objective. */
    FROM_STEP,
    /** {@code Σ γ^{t'} r_{t'}}, unbiased for it. */
    FROM_START
  }

  /**
   * The numbers of the algorithm.
   *
   * @param episodes N, episodes of an update, played side by side
   * @param gamma discount γ, in [0, 1]
   * @param discounting from where rewards are discounted
   * @param baseline what is subtracted from returns
   * @param standardizeAdvantages whether an update's advantages get mean 0 and deviation 1
   * @param learningRate of Adam, at the beginning
   * @param learningRateSchedule how it changes
   * @param valueCoefficient weight of the value fit; used with {@link Baseline#VALUE}
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int episodes,
      double gamma,
      Discounting discounting,
      Baseline baseline,
      boolean standardizeAdvantages,
      double learningRate,
      Schedule learningRateSchedule,
      double valueCoefficient,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("episodes", episodes);
      Requirement.inUnitInterval("gamma", gamma);
      Requirement.positive("learningRate", learningRate);
      Requirement.notNegative("valueCoefficient", valueCoefficient);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @param policy with a value function if the baseline is {@link Baseline#VALUE}
   */
  @Override
  public Parameters train(
      LoadedPolicy policy,
      Supplier<Environment> environment,
      long steps,
      long seed,
      TrainingListener listener) {
    requireBaseline(policy);
    Parameters theta = policy.initialParameters(seed);
    VectorEnvironment environments =
        new VectorEnvironment(environment, config.episodes, RandomStream.of(seed).split(0));
    ProgressMeter meter = new ProgressMeter(steps);
    try (EpisodeCollector collector = new EpisodeCollector(policy, environments);
        Updater updater = new Updater(policy, theta)) {
      listener.onBegin(updater.state().with("environments", environments).with("meter", meter));
      while (!meter.isDone()) {
        double remaining = meter.remaining();
        Rollout rollout = collector.collect(theta);
        try (Batch batch = rollout.batch()) {
          meter.add(batch.rows(), rollout.finished());
          double loss = updater.update(rollout, remaining);
          listener.onUpdate(meter.update(loss, meanKl(policy, theta, batch), Map.of()));
        }
      }
    }
    return theta;
  }

  private void requireBaseline(LoadedPolicy policy) {
    if (config.baseline == Baseline.VALUE && !policy.program().offers().contains(Quantity.VALUE)) {
      throw new IllegalArgumentException(
          "the baseline VALUE needs a policy with a @ValueFunction, '"
              + policy.program().name()
              + "' has none; use BATCH_MEAN or NONE");
    }
  }

  private static double meanKl(LoadedPolicy policy, Parameters theta, Batch batch) {
    return policy.program().offers().contains(Quantity.KL)
        ? DoubleStream.of(policy.kl(theta, batch)).average().orElseThrow()
        : Double.NaN;
  }

  /** What one update after the other needs. */
  private final class Updater implements AutoCloseable {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final Parameters valueGradient;
    private final Adam adam;
    private final ScoreFunctionProgram score = new ScoreFunctionProgram(new ScoreFunction());
    private final ValueFitProgram valueFit = new ValueFitProgram(new ValueFit());

    Updater(LoadedPolicy policy, Parameters theta) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.valueGradient = policy.newGradient();
      this.adam =
          new Adam(policy, new Adam.Config(config.learningRate, 0.9, 0.999, config.adamEpsilon));
    }

    /** Improves θ by one step; the loss comes back. */
    double update(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      batch.column(Batch.ADVANTAGE).copyFrom(advantages(rollout.experience()));
      GradientResult result = policy.gradient(theta, score, batch, gradient);

      // a mean over rows, where the estimator is a mean over episodes
      gradient.scale((double) batch.rows() / rollout.finished().size());
      if (config.baseline == Baseline.VALUE) {
        fitValue(rollout);
      }
      DivergenceException.requireFinite(
          "REINFORCE, update " + (adam.steps() + 1), result.loss(), gradient.norm());
      adam.step(theta, gradient, config.learningRateSchedule.at(config.learningRate, remaining));
      return result.loss();
    }

    /** Adds the gradient of {@code c_v (V − G)²} with G as seen from the step. */
    private void fitValue(Rollout rollout) {
      Batch batch = rollout.batch();
      double[] returns = new RewardToGo(config.gamma).fromStep(rollout.experience());
      batch.column(Batch.RETURN_TARGET).copyFrom(returns);
      policy.gradient(theta, valueFit, batch, valueGradient);
      gradient.axpy(config.valueCoefficient, valueGradient);
    }

    /** All that changes from one update to the next. */
    TrainingState state() {
      return new TrainingState().with("parameters", theta).with("adam", adam);
    }

    @Override
    public void close() {
      gradient.close();
      valueGradient.close();
      adam.close();
    }
  }

  /** G − b of each row; b is discounted as G is. */
  private double[] advantages(Experience experience) {
    RewardToGo rewardToGo = new RewardToGo(config.gamma);
    double[] advantages =
        switch (config.discounting) {
          case FROM_STEP ->
              config.baseline.subtractFrom(rewardToGo.fromStep(experience), experience.values());
          case FROM_START ->
              config.baseline.subtractFrom(
                  rewardToGo.fromStart(experience),
                  rewardToGo.seenFromStart(experience, experience.values()));
        };
    return config.standardizeAdvantages ? Standardization.of(advantages) : advantages;
  }
}
