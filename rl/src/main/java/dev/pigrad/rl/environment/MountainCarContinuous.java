package dev.pigrad.rl.environment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The car in the valley ({@link MountainCar}) with an engine that takes any force, in Gymnasium's
 * arithmetic: a step is made in double precision, and its state kept in single precision.
 *
 * <p>State and observation: position x in [−1.2, 0.6], velocity in [−0.07, 0.07]. Action: the force
 * u, clipped to [−1, 1]. Reward −0.1 u², and 100 for the last step. Terminal where x ≥ 0.45 is
 * reached.
 */
public final class MountainCarContinuous implements Environment {
  private static final double GOAL = 0.45;
  private static final double POWER = 0.0015;
  private static final ActionSpace ACTIONS = new ActionSpace.Box(List.of(-1.0), List.of(1.0));

  private final Valley valley = new Valley();

  /** MountainCarContinuous-v0: episodes of at most 999 steps. */
  public static Environment v0() {
    return new TimeLimit("MountainCarContinuous-v0", new MountainCarContinuous(), 999);
  }

  @Override
  public String name() {
    return "MountainCarContinuous";
  }

  @Override
  public int observationSize() {
    return Valley.SIZE;
  }

  @Override
  public ActionSpace actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    valley.reset(random);
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    double force = Math.clamp(action[0], -1, 1);
    valley.step(force * POWER);
    boolean arrived = valley.hasReached(GOAL);
    valley.round();
    observe(observation);

    double cost = 0.1 * (action[0] * action[0]);
    return arrived
        ? new Transition(100 - cost, new Outcome.Terminated(false))
        : new Transition(-cost, new Outcome.Continuing());
  }

  @Override
  public double[] state() {
    return valley.state();
  }

  @Override
  public void restore(double[] state) {
    valley.restore(state);
  }

  @Override
  public void observe(double[] observation) {
    valley.observe(observation);
  }
}
