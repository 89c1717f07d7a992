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
 *
 * <p>A walk on a line, which ends at ±10:
 *
 * <pre>{@code
 * final class Walk implements Environment {
 *   private double x;
 *   …
 *   public void reset(RandomGenerator random, double[] observation) {
 *     x = random.nextInt(-3, 4);
 *     observe(observation);
 *   }
 *
 *   public Transition step(double[] action, double[] observation) {
 *     x += action[0] == 1 ? 1 : -1;
 *     observe(observation);
 *     return Math.abs(x) < 10
 *         ? new Transition(0, new Outcome.Continuing())
 *         : new Transition(Math.signum(x), new Outcome.Terminated(false));
 *   }
 *
 *   public double[] state() { return new double[] {x}; }
 *   public void restore(double[] state) { x = state[0]; }
 *   public void observe(double[] observation) { observation[0] = x; }
 * }
 * }</pre>
 *
 * <p>An end by the clock is no termination: {@link TimeLimit} truncates instead, and what is
 * learned then takes the value of the last observation for the rewards that were not seen. Around
 * an environment there may also be {@link Normalization} and {@link RescaledActions}, or an {@link
 * EnvironmentWrapper} of one's own. What it does wrong (an exception, a number that is not finite,
 * an observation of another size) is one {@link EnvironmentException} with episode and step.
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
   * checkpoints: these are right only if nothing is missing.
   */
  double[] state();

  /** Goes on from what {@link #state} gave, also in another environment, after a reset. */
  void restore(double[] state);

  /** Writes what is observed in the present state. */
  void observe(double[] observation);
}
