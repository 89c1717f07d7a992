package dev.pigrad.rl.estimator;

import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.runtime.Batch;

/**
 * Generalised advantage estimation, GAE(λ) (Schulman et al. 2016, equation 16): {@code Â_t = Σ_l
 * (γλ)^l δ_{t+l}} with {@code δ_t = r_t + γ V(s_{t+1}) − V(s_t)}, summed to the end of the episode
 * or of the rollout. λ = 0 is the one-step advantage, λ = 1 the return minus the value.
 *
 * @param gamma the discount γ, in [0, 1]
 * @param lambda in [0, 1]: less variance, and more bias from the value function, the smaller
 */
public record GeneralizedAdvantage(double gamma, double lambda) {
  /** Checks both. */
  public GeneralizedAdvantage {
    Discount.require("gamma", gamma);
    Discount.require("lambda", lambda);
  }

  /** Â of each row. */
  public double[] advantages(Experience experience) {
    int n = experience.environments();
    double[] advantages = new double[experience.rows()];
    for (int row = advantages.length - 1; row >= 0; row--) {
      double delta =
          experience.rewards()[row]
              + gamma * experience.nextValues()[row]
              - experience.values()[row];
      boolean cut = experience.outcomes()[row].endsEpisode() || row + n >= advantages.length;
      advantages[row] = cut ? delta : delta + gamma * lambda * advantages[row + n];
    }
    return advantages;
  }

  /** Sets the return targets of a rollout's batch; Â of each row comes back. */
  public double[] estimate(Rollout rollout) {
    double[] advantages = advantages(rollout.experience());
    rollout
        .batch()
        .column(Batch.RETURN_TARGET)
        .copyFrom(returnTargets(advantages, rollout.experience().values()));
    return advantages;
  }

  /**
   * Sets the return targets and the advantages of a rollout's batch.
   *
   * @param standardize whether advantages get mean 0 and deviation 1
   */
  public void fill(Rollout rollout, boolean standardize) {
    double[] advantages = estimate(rollout);
    rollout
        .batch()
        .column(Batch.ADVANTAGE)
        .copyFrom(standardize ? Standardization.of(advantages) : advantages);
  }

  /** {@code Â + V}: what the value function is regressed on, the λ-return. */
  public static double[] returnTargets(double[] advantages, double[] values) {
    double[] targets = new double[advantages.length];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = advantages[row] + values[row];
    }
    return targets;
  }
}
