package dev.pigrad.rl.estimator;

import dev.pigrad.rl.rollout.Experience;

/**
 * Returns from a step on: an action cannot change the rewards before it (causality).
 *
 * <p>Where an episode is cut off, by truncation or by the rollout's end, the value of the state
 * there stands for the rest; it is 0 for a policy without a value function.
 *
 * @param gamma the discount γ, in [0, 1]
 */
public record RewardToGo(double gamma) {
  /** Checks the discount. */
  public RewardToGo {
    Discount.require("gamma", gamma);
  }

  /**
   * {@code G_t = Σ_{t' ≥ t} γ^{t'−t} r_{t'}}: discounted as seen from the step. What a value
   * function predicts, and what is commonly used; as a weight of ∇log π it leaves out the factor γᵗ
   * of the discounted objective, so it is biased for that one.
   */
  public double[] fromStep(Experience experience) {
    int n = experience.environments();
    double[] returns = new double[experience.rows()];
    for (int row = returns.length - 1; row >= 0; row--) {
      boolean cut = experience.outcomes()[row].endsEpisode() || row + n >= returns.length;
      double next = cut ? experience.nextValues()[row] : returns[row + n];
      returns[row] = experience.rewards()[row] + gamma * next;
    }
    return returns;
  }

  /**
   * {@code γᵗ G_t = Σ_{t' ≥ t} γ^{t'} r_{t'}}: discounted as seen from the episode's start. The
   * unbiased weight of ∇log π for the discounted objective.
   */
  public double[] fromStart(Experience experience) {
    return seenFromStart(experience, fromStep(experience));
  }

  /** {@code γᵗ x_t}: what is seen from the step, such as a value, as seen from the start. */
  public double[] seenFromStart(Experience experience, double[] seenFromStep) {
    double[] seen = new double[seenFromStep.length];
    for (int row = 0; row < seen.length; row++) {
      seen[row] = seenFromStep[row] * StrictMath.pow(gamma, experience.stepInEpisode()[row]);
    }
    return seen;
  }
}
