package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.GeneralizedAdvantage;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.RolloutCollector;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;
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
      ValueRegressionConfig value) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("environments", environments);
      Requirement.atLeastOne("stepsPerEnvironment", stepsPerEnvironment);
      Requirement.atLeastOne("noiseSteps", noiseSteps);
      Requirement.inUnitInterval("gamma", gamma);
      Requirement.inUnitInterval("lambda", lambda);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return new RolloutCollector(
        policy,
        new VectorEnvironment(environment, config.environments, random, config.noiseSteps),
        config.stepsPerEnvironment);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final LoadedPolicy policy;
    private final Parameters theta;
    private final Parameters gradient;
    private final TrustRegion region;
    private final ValueRegression value;

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.policy = policy;
      this.theta = theta;
      this.gradient = policy.newGradient();
      this.region = new TrustRegion("natural gradient", config.region, policy);
      this.value = new ValueRegression("natural gradient", config.value, policy, theta, random);
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      Batch batch = rollout.batch();
      new GeneralizedAdvantage(config.gamma, config.lambda)
          .fill(rollout, config.standardizeAdvantages);

      GradientResult loss = policy.gradient(theta, LOSS, batch, gradient);
      Map<String, Double> reported =
          new LinkedHashMap<>(region.move(theta, batch, loss.loss(), gradient));
      reported.put("valueLoss", value.fit(batch, remaining));
      return new Update(loss.loss(), Learner.meanKl(policy, theta, batch), reported);
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("region", region).with("value", value);
    }

    @Override
    public void close() {
      gradient.close();
      region.close();
      value.close();
    }
  }
}
