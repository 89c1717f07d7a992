package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;

/**
 * The natural policy gradient (Kakade 2001; notes 003): {@code θ' = θ + √(2δ / gᵀF⁻¹g) F⁻¹g} with
 * {@code g = E[∇log π Â]} and F the Fisher information, the steepest ascent where a length is
 * measured by the KL. Without a line search ({@code trials = 0}) the KL is δ to second order only.
 *
 * @param config its numbers
 */
public record NaturalGradient(Config config) implements OnPolicyAlgorithm {
  private static final ScoreFunctionProgram LOSS = new ScoreFunctionProgram(new ScoreFunction());

  /**
   * The numbers of the algorithm.
   *
   * @param environments environments stepped side by side
   * @param stepsPerEnvironment steps of each in a rollout
   * @param noiseSteps steps that exploration noise is held for, 1 for fresh noise in each
   * @param gamma discount γ, in [0, 1]
   * @param lambda λ of GAE, in [0, 1]
   * @param standardizeAdvantages whether a rollout's advantages get mean 0 and deviation 1
   * @param region of the policy's step
   * @param value how V is fitted after the step
   */
  public record Config(
      int environments,
      int stepsPerEnvironment,
      int noiseSteps,
      double gamma,
      double lambda,
      boolean standardizeAdvantages,
      TrustRegionConfig region,
      ValueRegressionConfig value)
      implements TrustRegionLearner.Config {
    /** Checks every number. */
    public Config {
      RolloutConfig.require(environments, stepsPerEnvironment, noiseSteps, gamma, lambda);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return config.collector(policy, environment, random);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    return new TrustRegionLearner("natural gradient", LOSS, config, policy, theta, random);
  }
}
