package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.surrogate.PpoLoss;
import dev.pigrad.rl.surrogate.PpoLossProgram;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;

/**
 * Proximal policy optimisation with a clipped ratio (Schulman et al. 2017): collect a rollout,
 * estimate advantages by GAE(λ), then make several passes of Adam over the rollout in shuffled
 * minibatches on {@code −min(ρ Â, clip(ρ, 1−ε, 1+ε) Â) + c_v (V − R)² − c_e H}.
 *
 * <p>The same seed gives the same parameters, whatever the number of threads.
 *
 * @param config its numbers
 */
public record Ppo(Config config) implements OnPolicyAlgorithm {
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
      double adamEpsilon)
      implements RolloutConfig {
    /** Checks every number. */
    public Config {
      RolloutConfig.require(environments, stepsPerEnvironment, noiseSteps, gamma, lambda);
      Requirement.minibatch(minibatch, environments, stepsPerEnvironment);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.positive("clip", clip);
      Requirement.notNegative("valueCoefficient", valueCoefficient);
      Requirement.notNegative("entropyCoefficient", entropyCoefficient);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("maxGradientNorm", maxGradientNorm);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }

    private GradientDescent.Rule rule() {
      return new GradientDescent.Rule(
          Optimizer.ADAM, learningRate, learningRateSchedule, maxGradientNorm, adamEpsilon);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return config.collector(policy, environment, random);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    Requirement.valueFunction(policy, "PPO");
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final MinibatchDescent descent;

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.descent =
          new MinibatchDescent(
              "PPO", policy, theta, config.rule(), random, config.epochs, config.minibatch);
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      double[] advantages = config.estimator().estimate(rollout);

      double clip = config.clipSchedule.at(config.clip, remaining);
      GradientResult last =
          descent.descend(
              new PpoLossProgram(
                  new PpoLoss(clip, config.valueCoefficient, config.entropyCoefficient)),
              rollout.batch(),
              MinibatchDescent.advantages(advantages, config.standardizeAdvantages),
              remaining);
      return new Update(last.loss(), last.reported("approximateKl"), last.reported());
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
}
