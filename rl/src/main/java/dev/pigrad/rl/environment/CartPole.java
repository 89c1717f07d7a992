package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * A pole on a cart that is pushed left (0) or right (1) (Barto, Sutton and Anderson 1983), in
 * Gymnasium's arithmetic to the last bit: balancing is unstable, so that in 500 steps an error of
 * one unit in the last place grows by e⁴⁰.
 *
 * <p>State and observation: cart position x, velocity ẋ, pole angle θ, angular velocity θ̇; the
 * observation in single precision. The reward is 1 per step. Terminal where |x| > 2.4 or |θ| > 12°.
 */
public final class CartPole implements Environment {
  private static final ActionSpace.Discrete ACTIONS = new ActionSpace.Discrete(2);
  private static final double GRAVITY = 9.8;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = POLE_MASS + 1.0;
  private static final double HALF_LENGTH = 0.5;
  private static final double POLE_MOMENT = POLE_MASS * HALF_LENGTH;
  private static final double FORCE = 10.0;
  private static final double SECONDS_PER_STEP = 0.02;
  private static final double MAX_POSITION = 2.4;
  private static final double MAX_ANGLE = 12 * 2 * Math.PI / 360;
  private static final double RESET_BOUND = 0.05;

  private double x;
  private double xDot;
  private double theta;
  private double thetaDot;

  /** CartPole-v1: episodes of at most 500 steps. */
  public static Environment v1() {
    return new TimeLimit("CartPole-v1", new CartPole(), 500);
  }

  @Override
  public String name() {
    return "CartPole";
  }

  @Override
  public int observationSize() {
    return 4;
  }

  @Override
  public ActionSpace actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    x = random.nextDouble(-RESET_BOUND, RESET_BOUND);
    xDot = random.nextDouble(-RESET_BOUND, RESET_BOUND);
    theta = random.nextDouble(-RESET_BOUND, RESET_BOUND);
    thetaDot = random.nextDouble(-RESET_BOUND, RESET_BOUND);
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    double force = ACTIONS.requireChoice(name(), action[0]) == 1 ? FORCE : -FORCE;
    double cos = SvmlTrigonometry.cos(theta);
    double sin = SvmlTrigonometry.sin(theta);

    // Florian 2007, equations 23 and 24, without friction
    double common = (force + POLE_MOMENT * (thetaDot * thetaDot) * sin) / TOTAL_MASS;
    double thetaAcceleration =
        (GRAVITY * sin - cos * common)
            / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
    double xAcceleration = common - POLE_MOMENT * thetaAcceleration * cos / TOTAL_MASS;

    x += SECONDS_PER_STEP * xDot;
    xDot += SECONDS_PER_STEP * xAcceleration;
    theta += SECONDS_PER_STEP * thetaDot;
    thetaDot += SECONDS_PER_STEP * thetaAcceleration;

    observe(observation);
    boolean fallen = Math.abs(x) > MAX_POSITION || Math.abs(theta) > MAX_ANGLE;
    return new Transition(1, fallen ? new Outcome.Terminated(false) : new Outcome.Continuing());
  }

  @Override
  public double[] state() {
    return new double[] {x, xDot, theta, thetaDot};
  }

  @Override
  public void restore(double[] state) {
    x = state[0];
    xDot = state[1];
    theta = state[2];
    thetaDot = state[3];
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = (float) x;
    observation[1] = (float) xDot;
    observation[2] = (float) theta;
    observation[3] = (float) thetaDot;
  }
}
