package dev.pigrad.rl.checkpoint;

/**
 * What can go on elsewhere as if nothing had happened: everything that its future depends on,
 * beyond what it was constructed with, is in its state.
 */
public interface Stateful {
  /** Adds its state to {@code state}. */
  void save(State state);

  /**
   * Goes on from what {@link #save} added.
   *
   * @throws IllegalArgumentException if something is missing or does not fit
   */
  void restore(State state);
}
