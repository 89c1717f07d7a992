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
  private static final double MIN_POSITION = -1.2;
  private static final double MAX_POSITION = 0.6;
  private static final double MAX_SPEED = 0.07;
  private static final double GOAL = 0.5;
  private static final double FORCE = 0.001;
  private static final double GRAVITY = 0.0025;

  private double position;
  private double velocity;

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
    return 2;
  }

  @Override
  public ActionSpace actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    position = random.nextDouble(-0.6, -0.4);
    velocity = 0;
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    int push = ACTIONS.requireChoice(name(), action[0]) - 1;
    velocity += push * FORCE + StrictMath.cos(3 * position) * -GRAVITY;
    velocity = Math.clamp(velocity, -MAX_SPEED, MAX_SPEED);
    position = Math.clamp(position + velocity, MIN_POSITION, MAX_POSITION);
    if (position == MIN_POSITION && velocity < 0) {
      velocity = 0;
    }
    observe(observation);
    boolean arrived = position >= GOAL && velocity >= 0;
    return new Transition(-1, arrived ? new Outcome.Terminated(false) : new Outcome.Continuing());
  }

  @Override
  public double[] state() {
    return new double[] {position, velocity};
  }

  @Override
  public void restore(double[] state) {
    position = state[0];
    velocity = state[1];
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = (float) position;
    observation[1] = (float) velocity;
  }
}
