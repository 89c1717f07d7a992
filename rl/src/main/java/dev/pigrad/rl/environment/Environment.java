package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * A simulator that a policy acts in, one episode after the other: what a user implements for his
 * own.
 *
 * <p>Observations and actions are plain arrays in the caller's hand, so that a step allocates
 * nothing but its {@link Transition}. An action has the entries of {@link #actionSpace()}: one
 * whole number for {@link ActionSpace.Discrete}, a number per dimension for {@link
 * ActionSpace.Box}.
 *
 * <p>An environment keeps no random state of its own: {@link #reset} hands it the generator of the
 * episode. Not safe for use by several threads at once.
 */
public interface Environment {
  /** What messages and reports call it: {@code CartPole-v1}. */
  String name();

  /** Entries of an observation, at least 1. */
  int observationSize();

  /** The actions that it takes. */
  ActionSpace actionSpace();

  /**
   * Starts an episode.
   *
   * @param random where the episode's randomness comes from; may be kept until the next reset
   * @param observation where all {@link #observationSize} entries of the first observation go
   */
  void reset(RandomGenerator random, double[] observation);

  /**
   * Makes one step.
   *
   * @param action what to do; not kept, not changed
   * @param observation where all {@link #observationSize} entries of the next observation go, the
   *     last one of an episode too
   */
  Transition step(double[] action, double[] observation);

  /**
   * All that the next step depends on besides the generator of {@link #reset}, for fixtures and
   * checkpoints.
   */
  double[] state();

  /** Goes on from what {@link #state} gave. */
  void restore(double[] state);

  /** Writes what is observed in the present state. */
  void observe(double[] observation);
}
