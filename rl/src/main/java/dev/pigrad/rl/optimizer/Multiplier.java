package dev.pigrad.rl.optimizer;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;

/**
 * The multiplier λ of a constraint {@code c ≤ bound}, by ascent on the dual: {@code λ ← max(0, λ +
 * α (c − bound))}. It rises while the constraint is violated and falls while there is room.
 */
public final class Multiplier implements Stateful {
  private final double rate;
  private double value;

  /**
   * A multiplier that starts at {@code initial}.
   *
   * @param rate α, above 0
   */
  public Multiplier(double initial, double rate) {
    this.value = initial;
    this.rate = rate;
  }

  /** λ. */
  public double value() {
    return value;
  }

  /** Ascends: the constrained quantity was found to be {@code found}. */
  public void update(double found, double bound) {
    value = Math.max(0, value + rate * (found - bound));
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
