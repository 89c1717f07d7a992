package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.optimizer.Multiplier;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.surrogate.KlPenalty;
import dev.pigrad.rl.surrogate.KlPenaltyProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * TRPO by dual ascent (notes 003): maximise the Lagrangian {@code E[ρ Â] − λ (KL − δ)} over θ by
 * several passes of gradient steps over the rollout, then set {@code λ ← max(0, λ + α (KL − δ))},
 * then fit V. The constraint holds in the long run, not in each update.
 *
 * @param config its numbers
 */
public record TrpoDual(Config config) implements OnPolicyAlgorithm {
  /**
   * The numbers of the algorithm.
   *
   * @param environments environments stepped side by side
   * @param stepsPerEnvironment steps of each in a rollout
   * @param noiseSteps steps that exploration noise is held for, 1 for fresh noise in each
   * @param gamma discount γ, in [0, 1]
   * @param lambda λ of GAE, in [0, 1]
   * @param standardizeAdvantages whether each minibatch's advantages get mean 0 and deviation 1
   * @param epochs passes over a rollout that maximise the Lagrangian
   * @param minibatch rows of a gradient step; the last one of a pass may have fewer
   * @param learningRate of Adam, at the beginning
   * @param learningRateSchedule how it changes
   * @param adamEpsilon ε of Adam
   * @param delta δ, the mean KL(π_old‖π) that the updates shall come to
   * @param multiplier λ of the constraint, at the beginning
   * @param multiplierRate α of its ascent
   * @param value how V is fitted after the step
   */
  public record Config(
      int environments,
      int stepsPerEnvironment,
      int noiseSteps,
      double gamma,
      double lambda,
      boolean standardizeAdvantages,
      int epochs,
      int minibatch,
      double learningRate,
      Schedule learningRateSchedule,
      double adamEpsilon,
      double delta,
      double multiplier,
      double multiplierRate,
      ValueRegressionConfig value)
      implements RolloutConfig {
    /** Checks every number. */
    public Config {
      RolloutConfig.require(environments, stepsPerEnvironment, noiseSteps, gamma, lambda);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.minibatch(minibatch, environments, stepsPerEnvironment);
      Requirement.positive("delta", delta);
      Requirement.notNegative("multiplier", multiplier);
      Requirement.positive("multiplierRate", multiplierRate);
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
    return config.collector(policy, environment, random);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final MinibatchDescent ascent;
    private final ValueRegression value;
    private final Multiplier multiplier = new Multiplier(config.multiplier, config.multiplierRate);

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.policy = policy;
      this.theta = theta;
      this.ascent =
          new MinibatchDescent(
              "TRPO by dual ascent",
              policy,
              theta,
              config.rule(),
              random.split(0),
              config.epochs,
              config.minibatch);
      this.value =
          new ValueRegression("TRPO by dual ascent", config.value, policy, theta, random.split(1));
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      double[] advantages = config.estimator().estimate(rollout);
      Batch batch = rollout.batch();

      // max over θ
      GradientResult last =
          ascent.descend(
              new KlPenaltyProgram(new KlPenalty(multiplier.value())),
              batch,
              MinibatchDescent.advantages(advantages, config.standardizeAdvantages),
              remaining);

      Map<String, Double> reported = new LinkedHashMap<>();
      reported.put("multiplier", multiplier.value());
      reported.put("valueLoss", value.fit(batch, remaining));
      double kl = Learner.meanKl(policy, theta, batch);
      multiplier.update(kl, config.delta);
      return new Update(last.loss(), kl, reported);
    }

    @Override
    public TrainingState state() {
      return new TrainingState()
          .with("ascent", ascent)
          .with("multiplier", multiplier)
          .with("value", value);
    }

    @Override
    public void close() {
      ascent.close();
      value.close();
    }
  }
}
