package dev.pigrad.rl.optimizer;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;

/**
 * PPO's penalty coefficient β (Schulman et al. 2017, section 4): halved where KL is below target /
 * 1.5, doubled where it is above 1.5 target.
 */
public final class AdaptivePenalty implements Stateful {
  private static final double TOLERANCE = 1.5;
  private static final double FACTOR = 2;

  private double value;

  /** A coefficient that starts at {@code initial}. */
  public AdaptivePenalty(double initial) {
    this.value = initial;
  }

  /** β. */
  public double value() {
    return value;
  }

  /** Adapts β to the KL that an update came to. */
  public void update(double kl, double target) {
    if (kl < target / TOLERANCE) {
      value /= FACTOR;
    } else if (kl > target * TOLERANCE) {
      value *= FACTOR;
    }
  }

  @Override
  public void save(State state) {
    state.put("value", value);
  }

  @Override
  public void restore(State state) {
    value = state.number("value");
  }
}
