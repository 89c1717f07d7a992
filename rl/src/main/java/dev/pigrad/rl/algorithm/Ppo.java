package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.GeneralizedAdvantage;
import dev.pigrad.rl.estimator.Standardization;
import dev.pigrad.rl.report.ProgressMeter;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.RolloutCollector;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.PpoLoss;
import dev.pigrad.rl.surrogate.PpoLossProgram;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Proximal policy optimisation with a clipped ratio (Schulman et al. 2017): collect a rollout,
 * estimate advantages by GAE(λ), then make several passes of Adam over the rollout in shuffled
 * minibatches on {@code −min(ρ Â, clip(ρ, 1−ε, 1+ε) Â) + c_v (V − R)² − c_e H}.
 *
 * <p>The same seed gives the same parameters, whatever the number of threads.
 *
 * @param config its numbers
 */
public record Ppo(Config config) implements Algorithm {
  /**
   * The numbers of the algorithm.
   *
   * @param environments environments stepped side by side
   * @param stepsPerEnvironment steps of each in a rollout
   * @param noiseSteps steps that exploration noise is held for, 1 for fresh noise in each
   * @param minibatch rows of a gradient step; the last one of a pass may have fewer
   * @param epochs passes over a rollout
   * @param gamma discount γ, in [0, 1]
   * @param lambda λ of GAE, in [0, 1]
   * @param learningRate of Adam, at the beginning
   * @param learningRateSchedule how it changes
   * @param clip ε, at the beginning
   * @param clipSchedule how it changes
   * @param valueCoefficient weight of the value loss
   * @param entropyCoefficient weight of the entropy bonus
   * @param maxGradientNorm longer gradients are scaled down to this
   * @param standardizeAdvantages whether each minibatch's advantages get mean 0 and deviation 1
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int environments,
      int stepsPerEnvironment,
      int noiseSteps,
      int minibatch,
      int epochs,
      double gamma,
      double lambda,
      double learningRate,
      Schedule learningRateSchedule,
      double clip,
      Schedule clipSchedule,
      double valueCoefficient,
      double entropyCoefficient,
      double maxGradientNorm,
      boolean standardizeAdvantages,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("environments", environments);
      Requirement.atLeastOne("stepsPerEnvironment", stepsPerEnvironment);
      Requirement.atLeastOne("noiseSteps", noiseSteps);
      Requirement.atLeastOne("minibatch", minibatch);
      Requirement.require(
          minibatch <= (long) environments * stepsPerEnvironment,
          "minibatch",
          "at most environments × stepsPerEnvironment = "
              + (long) environments * stepsPerEnvironment,
          minibatch);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.inUnitInterval("gamma", gamma);
      Requirement.inUnitInterval("lambda", lambda);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("clip", clip);
      Requirement.notNegative("valueCoefficient", valueCoefficient);
      Requirement.notNegative("entropyCoefficient", entropyCoefficient);
      Requirement.positive("maxGradientNorm", maxGradientNorm);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }
  }

  @Override
  public Parameters train(
      LoadedPolicy policy,
      Supplier<Environment> environment,
      long steps,
      long seed,
      TrainingListener listener) {
    RandomStream random = RandomStream.of(seed);
    Parameters theta = policy.initialParameters(seed);
    VectorEnvironment environments =
        new VectorEnvironment(environment, config.environments, random.split(0), config.noiseSteps);
    ProgressMeter meter = new ProgressMeter(steps);
    try (RolloutCollector collector =
            new RolloutCollector(policy, environments, config.stepsPerEnvironment);
        Updater updater = new Updater(policy, theta, random.split(1))) {
      listener.onBegin(updater.state().with("environments", environments).with("meter", meter));
      while (!meter.isDone()) {
        double remaining = meter.remaining();
        Rollout rollout = collector.collect(theta);
        meter.add(rollout.batch().rows(), rollout.finished());
        GradientResult last = updater.update(rollout, remaining);
        listener.onUpdate(
            meter.update(last.loss(), last.reported("approximateKl"), last.reported()));
      }
    }
    return theta;
  }

  /** What one update after the other needs. */
  private final class Updater implements AutoCloseable {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final Adam adam;
    private final RandomStream shuffles;

    Updater(LoadedPolicy policy, Parameters theta, RandomStream shuffles) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.adam =
          new Adam(policy, new Adam.Config(config.learningRate, 0.9, 0.999, config.adamEpsilon));
      this.shuffles = shuffles;
    }

    /** Improves θ on a rollout; what the last gradient step saw comes back. */
    GradientResult update(Rollout rollout, double remaining) {
      double learningRate = config.learningRateSchedule.at(config.learningRate, remaining);
      double clip = config.clipSchedule.at(config.clip, remaining);
      SurrogateProgram loss =
          new PpoLossProgram(new PpoLoss(clip, config.valueCoefficient, config.entropyCoefficient));

      double[] advantages =
          new GeneralizedAdvantage(config.gamma, config.lambda).advantages(rollout.experience());
      Batch batch = rollout.batch();
      batch
          .column(Batch.RETURN_TARGET)
          .copyFrom(GeneralizedAdvantage.returnTargets(advantages, rollout.experience().values()));

      int[] rows = IntStream.range(0, batch.rows()).toArray();
      GradientResult result = new GradientResult(Double.NaN, Map.of());
      for (int epoch = 0; epoch < config.epochs; epoch++) {
        shuffle(rows);
        for (int from = 0; from < rows.length; from += config.minibatch) {
          int to = Math.min(from + config.minibatch, rows.length);
          Batch minibatch = batch.select(rows, from, to);
          minibatch
              .column(Batch.ADVANTAGE)
              .copyFrom(weights(advantages, Arrays.copyOfRange(rows, from, to)));
          result = step(loss, minibatch, learningRate);
        }
      }
      return result;
    }

    private double[] weights(double[] advantages, int[] rows) {
      double[] selected = IntStream.of(rows).mapToDouble(row -> advantages[row]).toArray();
      return config.standardizeAdvantages ? Standardization.of(selected) : selected;
    }

    private GradientResult step(SurrogateProgram loss, Batch minibatch, double learningRate) {
      GradientResult result = policy.gradient(theta, loss, minibatch, gradient);
      double norm = gradient.norm();
      DivergenceException.requireFinite(
          "PPO, gradient step " + (adam.steps() + 1), result.loss(), norm);
      if (norm > config.maxGradientNorm) {
        gradient.scale(config.maxGradientNorm / norm);
      }
      adam.step(theta, gradient, learningRate);
      return result;
    }

    /** Fisher and Yates. */
    private void shuffle(int[] rows) {
      for (int i = rows.length - 1; i > 0; i--) {
        int j = shuffles.nextInt(i + 1);
        int row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
      }
    }

    /** All that changes from one update to the next. */
    TrainingState state() {
      return new TrainingState()
          .with("parameters", theta)
          .with("adam", adam)
          .with("shuffles", shuffles);
    }

    @Override
    public void close() {
      gradient.close();
      adam.close();
    }
  }
}
