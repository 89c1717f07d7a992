package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * A car between two hills (Moore 1990), in Gymnasium's arithmetic: position x in [−1.2, 0.6],
 * velocity in [−0.07, 0.07], ground sin 3x. The wall on the left stops it.
 */
final class Valley {
  /** Entries of its state. */
  static final int SIZE = 2;

  private static final double MIN_POSITION = -1.2;
  private static final double MAX_POSITION = 0.6;
  private static final double MAX_SPEED = 0.07;
  private static final double GRAVITY = 0.0025;

  private double position;
  private double velocity;

  /** The car stands near the lowest point. */
  void reset(RandomGenerator random) {
    position = random.nextDouble(-0.6, -0.4);
    velocity = 0;
  }

  /** A step of time with the engine's acceleration. */
  void step(double acceleration) {
    velocity += acceleration - GRAVITY * StrictMath.cos(3 * position);
    velocity = Math.clamp(velocity, -MAX_SPEED, MAX_SPEED);
    position = Math.clamp(position + velocity, MIN_POSITION, MAX_POSITION);
    if (position == MIN_POSITION && velocity < 0) {
      velocity = 0;
    }
  }

  boolean hasReached(double goal) {
    return position >= goal && velocity >= 0;
  }

  /** Goes on from the nearest state in single precision. */
  void round() {
    position = single(position);
    velocity = single(velocity);
  }

  private static double single(double number) {
    return (float) number;
  }

  double[] state() {
    return new double[] {position, velocity};
  }

  void restore(double[] state) {
    position = state[0];
    velocity = state[1];
  }

  /** In single precision. */
  void observe(double[] observation) {
    observation[0] = (float) position;
    observation[1] = (float) velocity;
  }
}
