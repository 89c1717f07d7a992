package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * A car in a valley whose engine is too weak for the hill (Moore 1990), in Gymnasium's arithmetic.
 *
 * <p>State and observation (the latter in single precision): position x in [−1.2, 0.6], velocity in
 * [−0.07, 0.07]; the ground is sin 3x. Action: push left (0), not at all (1), right (2). Reward −1
 * per step. Terminal where x ≥ 0.5 is reached.
 */
public final class MountainCar implements Environment {
  private static final ActionSpace.Discrete ACTIONS = new ActionSpace.Discrete(3);
  private static final double GOAL = 0.5;
  private static final double FORCE = 0.001;

  private final Valley valley = new Valley();

  /** MountainCar-v0: episodes of at most 200 steps. */
  public static Environment v0() {
    return new TimeLimit("MountainCar-v0", new MountainCar(), 200);
  }

  @Override
  public String name() {
    return "MountainCar";
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
    int push = ACTIONS.requireChoice(name(), action[0]) - 1;
    valley.step(push * FORCE);
    observe(observation);
    boolean arrived = valley.hasReached(GOAL);
    return new Transition(-1, arrived ? new Outcome.Terminated(false) : new Outcome.Continuing());
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
