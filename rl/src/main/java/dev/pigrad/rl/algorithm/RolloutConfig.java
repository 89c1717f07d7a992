package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.GeneralizedAdvantage;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.RolloutCollector;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;

/** What algorithms are given that learn by GAE(λ) from rollouts of a fixed number of steps. */
interface RolloutConfig {
  /** Environments stepped side by side. */
  int environments();

  /** Steps of each in a rollout. */
  int stepsPerEnvironment();

  /** Steps that exploration noise is held for, 1 for fresh noise in each. */
  int noiseSteps();

  /** Discount γ, in [0, 1]. */
  double gamma();

  /** λ of GAE, in [0, 1]. */
  double lambda();

  /** Checks these numbers. */
  static void require(
      int environments, int stepsPerEnvironment, int noiseSteps, double gamma, double lambda) {
    Requirement.atLeastOne("environments", environments);
    Requirement.atLeastOne("stepsPerEnvironment", stepsPerEnvironment);
    Requirement.atLeastOne("noiseSteps", noiseSteps);
    Requirement.inUnitInterval("gamma", gamma);
    Requirement.inUnitInterval("lambda", lambda);
  }

  /** Collects rollouts in new environments. */
  default Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return new RolloutCollector(
        policy,
        new VectorEnvironment(environment, environments(), random, noiseSteps()),
        stepsPerEnvironment());
  }

  /** GAE(λ). */
  default GeneralizedAdvantage estimator() {
    return new GeneralizedAdvantage(gamma(), lambda());
  }
}
