package dev.pigrad.rl.estimator;

import dev.pigrad.rl.rollout.Experience;

/** What weighs ∇log π of a step: which rewards, discounted from where. */
public enum Returns {
  /** {@code R(τ) = Σ_t γᵗ r_t} for every step of the trajectory; unbiased. */
  FULL,
  /** {@code Σ_{t' ≥ t} γ^{t'} r_{t'}}; unbiased, as an action does not change earlier rewards. */
  FROM_START,
  /** {@code Σ_{t' ≥ t} γ^{t'−t} r_{t'}}: common, and biased for the discounted objective. */
  FROM_STEP;

  /** The return of each row. */
  public double[] of(Experience experience, double gamma) {
    RewardToGo rewardToGo = new RewardToGo(gamma);
    return switch (this) {
      case FULL -> full(experience, rewardToGo.fromStart(experience));
      case FROM_START -> rewardToGo.fromStart(experience);
      case FROM_STEP -> rewardToGo.fromStep(experience);
    };
  }

  /** V(s) of each row, discounted from where the returns are. */
  public double[] values(Experience experience, double gamma) {
    return switch (this) {
      case FULL, FROM_START -> new RewardToGo(gamma).seenFromStart(experience, experience.values());
      case FROM_STEP -> experience.values();
    };
  }

  private static double[] full(Experience experience, double[] toGo) {
    double[] returns = new double[toGo.length];
    for (int[] trajectory : experience.trajectories()) {
      for (int row : trajectory) {
        returns[row] = toGo[trajectory[0]];
      }
    }
    return returns;
  }
}
