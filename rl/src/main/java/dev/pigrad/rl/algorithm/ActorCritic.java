package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.surrogate.ActorCriticLoss;
import dev.pigrad.rl.surrogate.ActorCriticLossProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;

/**
 * Advantage actor-critic (Mnih et al. 2016, its synchronous form): after a short rollout one
 * gradient step on {@code −Â log π(a|s) + c_v (V − R)² − c_e H}, with Â by GAE(λ).
 *
 * @param config its numbers
 */
public record ActorCritic(Config config) implements OnPolicyAlgorithm {
  /**
   * The numbers of the algorithm.
   *
   * @param environments environments stepped side by side
   * @param stepsPerEnvironment steps of each in a rollout
   * @param noiseSteps steps that exploration noise is held for, 1 for fresh noise in each
   * @param gamma discount γ, in [0, 1]
   * @param lambda λ of GAE, in [0, 1]; 1 is the return up to the rollout's end, less the value
   * @param standardizeAdvantages whether a rollout's advantages get mean 0 and deviation 1
   * @param valueCoefficient weight c_v of the value loss
   * @param entropyCoefficient weight c_e of the entropy bonus
   * @param optimizer how θ follows the gradient
   * @param learningRate at the beginning
   * @param learningRateSchedule how it changes
   * @param maxGradientNorm longer gradients are scaled down to this
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int environments,
      int stepsPerEnvironment,
      int noiseSteps,
      double gamma,
      double lambda,
      boolean standardizeAdvantages,
      double valueCoefficient,
      double entropyCoefficient,
      Optimizer optimizer,
      double learningRate,
      Schedule learningRateSchedule,
      double maxGradientNorm,
      double adamEpsilon)
      implements RolloutConfig {
    /** Checks every number. */
    public Config {
      RolloutConfig.require(environments, stepsPerEnvironment, noiseSteps, gamma, lambda);
      Requirement.notNegative("valueCoefficient", valueCoefficient);
      Requirement.notNegative("entropyCoefficient", entropyCoefficient);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("maxGradientNorm", maxGradientNorm);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }

    private GradientDescent.Rule rule() {
      return new GradientDescent.Rule(
          optimizer, learningRate, learningRateSchedule, maxGradientNorm, adamEpsilon);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return config.collector(policy, environment, random);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    Requirement.valueFunction(policy, "actor-critic");
    return new Updater(policy, theta);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final GradientDescent descent;
    private final ActorCriticLossProgram loss =
        new ActorCriticLossProgram(
            new ActorCriticLoss(config.valueCoefficient, config.entropyCoefficient));

    Updater(LoadedPolicy policy, Parameters theta) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.descent = new GradientDescent("actor-critic", policy, config.rule());
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      config.estimator().fill(rollout, config.standardizeAdvantages);
      GradientResult result = policy.gradient(theta, loss, batch, gradient);
      descent.step(theta, gradient, result.loss(), remaining);
      return new Update(result.loss(), Learner.meanKl(policy, theta, batch), result.reported());
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent);
    }

    @Override
    public void close() {
      gradient.close();
      descent.close();
    }
  }
}
