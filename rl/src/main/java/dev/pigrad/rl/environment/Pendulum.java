package dev.pigrad.rl.environment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A pendulum to swing up by a torque too weak to do so at once, in Gymnasium's arithmetic.
 *
 * <p>State: angle θ (0 is upright, not wrapped), angular velocity θ̇. Observation, in single
 * precision: cos θ, sin θ, θ̇. Action: the torque u, clipped to [−2, 2]. Reward: −(θ² + 0.1 θ̇² +
 * 0.001 u²) with θ wrapped to [−π, π). Never terminal.
 */
public final class Pendulum implements Environment {
  private static final double MAX_TORQUE = 2.0;
  private static final double MAX_SPEED = 8.0;
  private static final double SECONDS_PER_STEP = 0.05;
  private static final ActionSpace ACTIONS =
      new ActionSpace.Box(List.of(-MAX_TORQUE), List.of(MAX_TORQUE));

  /** 3 g / (2 l) with g = 10 and l = 1. */
  private static final double GRAVITY_GAIN = 15.0;

  /** 3 / (m l²) with m = l = 1. */
  private static final double TORQUE_GAIN = 3.0;

  private double theta;
  private double thetaDot;

  /** Pendulum-v1: episodes of 200 steps. */
  public static Environment v1() {
    return new TimeLimit("Pendulum-v1", new Pendulum(), 200);
  }

  @Override
  public String name() {
    return "Pendulum";
  }

  @Override
  public int observationSize() {
    return 3;
  }

  @Override
  public ActionSpace actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    theta = random.nextDouble(-Math.PI, Math.PI);
    thetaDot = random.nextDouble(-1, 1);
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    double torque = Math.clamp(action[0], -MAX_TORQUE, MAX_TORQUE);
    double angle = wrap(theta);
    double cost = angle * angle + 0.1 * (thetaDot * thetaDot) + 0.001 * (torque * torque);

    double acceleration = GRAVITY_GAIN * SvmlTrigonometry.sin(theta) + TORQUE_GAIN * torque;
    thetaDot = Math.clamp(thetaDot + acceleration * SECONDS_PER_STEP, -MAX_SPEED, MAX_SPEED);
    theta += thetaDot * SECONDS_PER_STEP;

    observe(observation);
    return new Transition(-cost, new Outcome.Continuing());
  }

  /** θ + 2πk in [−π, π), by a remainder whose sign is that of 2π, as in Python. */
  private static double wrap(double theta) {
    double remainder = (theta + Math.PI) % (2 * Math.PI);
    return (remainder < 0 ? remainder + 2 * Math.PI : remainder) - Math.PI;
  }

  @Override
  public double[] state() {
    return new double[] {theta, thetaDot};
  }

  @Override
  public void restore(double[] state) {
    theta = state[0];
    thetaDot = state[1];
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = (float) SvmlTrigonometry.cos(theta);
    observation[1] = (float) SvmlTrigonometry.sin(theta);
    observation[2] = (float) thetaDot;
  }
}
