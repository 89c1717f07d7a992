package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * Two links that hang from a joint; a torque between them is to swing the tip above the joint by a
 * link's length (Sutton 1996; the dynamics of Sutton and Barto's book), in Gymnasium's arithmetic.
 *
 * <p>State: angles θ₁ (0 is down) and θ₂ (against the first link) in [−π, π], their velocities.
 * Observation, in single precision: cos θ₁, sin θ₁, cos θ₂, sin θ₂, θ̇₁, θ̇₂. Action: torque −1, 0
 * or 1 by its index. Reward −1 per step, 0 for the last. Terminal where −cos θ₁ − cos(θ₁ + θ₂) > 1.
 */
public final class Acrobot implements Environment {
  private static final ActionSpace.Discrete ACTIONS = new ActionSpace.Discrete(3);
  private static final double SECONDS_PER_STEP = 0.2;
  private static final double GRAVITY = 9.8;
  private static final double MAX_VELOCITY_1 = 4 * Math.PI;
  private static final double MAX_VELOCITY_2 = 9 * Math.PI;
  private static final double RESET_BOUND = 0.1;

  /** Of both links: mass and length are 1. */
  private static final double CENTRE = 0.5;

  private static final double INERTIA = 1.0;

  /** θ₁, θ₂, θ̇₁, θ̇₂. */
  private double[] state = new double[4];

  /** Acrobot-v1: episodes of at most 500 steps. */
  public static Environment v1() {
    return new TimeLimit("Acrobot-v1", new Acrobot(), 500);
  }

  @Override
  public String name() {
    return "Acrobot";
  }

  @Override
  public int observationSize() {
    return 6;
  }

  @Override
  public ActionSpace actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    for (int j = 0; j < state.length; j++) {
      state[j] = (float) random.nextDouble(-RESET_BOUND, RESET_BOUND);
    }
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    double torque = ACTIONS.requireChoice(name(), action[0]) - 1;
    state = afterRungeKutta(state, torque);
    state[0] = wrap(state[0]);
    state[1] = wrap(state[1]);
    state[2] = Math.clamp(state[2], -MAX_VELOCITY_1, MAX_VELOCITY_1);
    state[3] = Math.clamp(state[3], -MAX_VELOCITY_2, MAX_VELOCITY_2);
    observe(observation);
    boolean reached =
        -SvmlTrigonometry.cos(state[0]) - SvmlTrigonometry.cos(state[1] + state[0]) > 1;
    return reached
        ? new Transition(0, new Outcome.Terminated(false))
        : new Transition(-1, new Outcome.Continuing());
  }

  /** y + h/6 (k₁ + 2k₂ + 2k₃ + k₄), the classical method of order 4. */
  private static double[] afterRungeKutta(double[] y, double torque) {
    double half = SECONDS_PER_STEP / 2;
    double[] k1 = derivative(y, torque);
    double[] k2 = derivative(along(y, half, k1), torque);
    double[] k3 = derivative(along(y, half, k2), torque);
    double[] k4 = derivative(along(y, SECONDS_PER_STEP, k3), torque);
    double[] next = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      next[j] = y[j] + SECONDS_PER_STEP / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
    }
    return next;
  }

  /** y + h k. */
  private static double[] along(double[] y, double h, double[] k) {
    double[] moved = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      moved[j] = y[j] + h * k[j];
    }
    return moved;
  }

  /** ẏ by Sutton and Barto, section 11.3. */
  private static double[] derivative(double[] y, double torque) {
    double theta1 = y[0];
    double theta2 = y[1];
    double velocity1 = y[2];
    double velocity2 = y[3];
    double cos2 = SvmlTrigonometry.cos(theta2);
    double sin2 = SvmlTrigonometry.sin(theta2);
    double d1 = CENTRE * CENTRE + (1 + CENTRE * CENTRE + 2 * CENTRE * cos2) + INERTIA + INERTIA;
    double d2 = CENTRE * CENTRE + CENTRE * cos2 + INERTIA;
    double phi2 = CENTRE * GRAVITY * SvmlTrigonometry.cos(theta1 + theta2 - Math.PI / 2);
    double phi1 =
        -CENTRE * (velocity2 * velocity2) * sin2
            - 2 * CENTRE * velocity2 * velocity1 * sin2
            + (CENTRE + 1) * GRAVITY * SvmlTrigonometry.cos(theta1 - Math.PI / 2)
            + phi2;
    double acceleration2 =
        (torque + d2 / d1 * phi1 - CENTRE * (velocity1 * velocity1) * sin2 - phi2)
            / (CENTRE * CENTRE + INERTIA - d2 * d2 / d1);
    double acceleration1 = -(d2 * acceleration2 + phi1) / d1;
    return new double[] {velocity1, velocity2, acceleration1, acceleration2};
  }

  /** θ + 2πk in [−π, π]. */
  private static double wrap(double theta) {
    double wrapped = theta;
    while (wrapped > Math.PI) {
      wrapped -= 2 * Math.PI;
    }
    while (wrapped < -Math.PI) {
      wrapped += 2 * Math.PI;
    }
    return wrapped;
  }

  @Override
  public double[] state() {
    return state.clone();
  }

  @Override
  public void restore(double[] state) {
    this.state = state.clone();
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = (float) SvmlTrigonometry.cos(state[0]);
    observation[1] = (float) SvmlTrigonometry.sin(state[0]);
    observation[2] = (float) SvmlTrigonometry.cos(state[1]);
    observation[3] = (float) SvmlTrigonometry.sin(state[1]);
    observation[4] = (float) state[2];
    observation[5] = (float) state[3];
  }
}
