package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.optimizer.AdaptivePenalty;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.surrogate.PpoPenaltyLoss;
import dev.pigrad.rl.surrogate.PpoPenaltyLossProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Proximal policy optimisation with a KL penalty (Schulman et al. 2017, section 4; notes 003): as
 * {@link Ppo}, on {@code −ρ Â + β KL(π_old‖π) + c_v (V − R)² − c_e H}; after each update β is
 * halved where the KL is below target / 1.5 and doubled where it is above 1.5 target.
 *
 * <p>A fixed β, 0 among them (no constraint at all), is what the paper compares with.
 *
 * @param config its numbers
 */
public record PpoPenalty(Config config) implements OnPolicyAlgorithm {
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
   * @param maxGradientNorm longer gradients are scaled down to this
   * @param adamEpsilon ε of Adam
   * @param beta β, at the beginning
   * @param adaptive whether β adapts
   * @param targetKl the mean KL that β is adapted to
   * @param valueCoefficient weight c_v of the value loss
   * @param entropyCoefficient weight c_e of the entropy bonus
   * @param standardizeAdvantages whether each minibatch's advantages get mean 0 and deviation 1
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
      double maxGradientNorm,
      double adamEpsilon,
      double beta,
      boolean adaptive,
      double targetKl,
      double valueCoefficient,
      double entropyCoefficient,
      boolean standardizeAdvantages)
      implements RolloutConfig {
    /** Checks every number. */
    public Config {
      RolloutConfig.require(environments, stepsPerEnvironment, noiseSteps, gamma, lambda);
      Requirement.minibatch(minibatch, environments, stepsPerEnvironment);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.notNegative("beta", beta);
      if (adaptive) {
        Requirement.positive("beta", beta);
      }
      Requirement.positive("targetKl", targetKl);
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
    Requirement.valueFunction(policy, "PPO with a penalty");
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final MinibatchDescent descent;
    private final AdaptivePenalty beta = new AdaptivePenalty(config.beta);

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.policy = policy;
      this.theta = theta;
      this.descent =
          new MinibatchDescent(
              "PPO with a penalty",
              policy,
              theta,
              config.rule(),
              random,
              config.epochs,
              config.minibatch);
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      double[] advantages = config.estimator().estimate(rollout);
      Batch batch = rollout.batch();

      GradientResult last =
          descent.descend(
              new PpoPenaltyLossProgram(
                  new PpoPenaltyLoss(
                      beta.value(), config.valueCoefficient, config.entropyCoefficient)),
              batch,
              MinibatchDescent.advantages(advantages, config.standardizeAdvantages),
              remaining);
      Map<String, Double> reported = new LinkedHashMap<>(last.reported());
      reported.put("beta", beta.value());
      double kl = Learner.meanKl(policy, theta, batch);
      if (config.adaptive) {
        beta.update(kl, config.targetKl);
      }
      return new Update(last.loss(), kl, reported);
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent).with("beta", beta);
    }

    @Override
    public void close() {
      descent.close();
    }
  }
}
