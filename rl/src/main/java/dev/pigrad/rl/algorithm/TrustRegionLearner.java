package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The update of natural gradient and of TRPO: Â by GAE(λ), a step of the policy in its trust
 * region, and then the fit of V.
 */
final class TrustRegionLearner implements Learner {
  /** The numbers of both. */
  interface Config extends RolloutConfig {
    /** Whether a rollout's advantages get mean 0 and deviation 1. */
    boolean standardizeAdvantages();

    /** Of the policy's step. */
    TrustRegionConfig region();

    /** How V is fitted after the step. */
    ValueRegressionConfig value();
  }

  private final SurrogateProgram loss;
  private final Config config;
  private final LoadedPolicy policy;
  private final Parameters theta;
  private final Parameters gradient;
  private final TrustRegion region;
  private final ValueRegression value;

  /**
   * Improves θ.
   *
   * @param algorithm what messages call it
   * @param loss with the gradient of {@code −ρ Â} at the parameters that acted
   */
  TrustRegionLearner(
      String algorithm,
      SurrogateProgram loss,
      Config config,
      LoadedPolicy policy,
      Parameters theta,
      RandomStream random) {
    this.loss = loss;
    this.config = config;
    this.policy = policy;
    this.theta = theta;
    this.gradient = policy.newGradient();
    this.region = new TrustRegion(algorithm, config.region(), policy);
    this.value = new ValueRegression(algorithm, config.value(), policy, theta, random);
  }

  @Override
  public Update improve(Rollout rollout, double remaining) {
    Batch batch = rollout.batch();
    config.estimator().fill(rollout, config.standardizeAdvantages());

    GradientResult result = policy.gradient(theta, loss, batch, gradient);
    Map<String, Double> reported =
        new LinkedHashMap<>(region.move(theta, batch, result.loss(), gradient));
    reported.put("valueLoss", value.fit(batch, remaining));
    return new Update(result.loss(), Learner.meanKl(policy, theta, batch), reported);
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
