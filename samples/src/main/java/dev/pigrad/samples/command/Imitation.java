package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.algorithm.BehaviouralCloning;
import dev.pigrad.rl.rollout.Demonstrator;

/**
 * Whom to imitate, and how.
 *
 * @param demonstrator the expert
 * @param cloning the numbers of the algorithm
 */
record Imitation(Expert demonstrator, BehaviouralCloning.Config cloning) {
  /** Controllers by hand. */
  enum Expert implements Demonstrator {
    /**
     * Pushes with the sign of a linear feedback: gains of a linear-quadratic regulator, rounded.
     */
    CARTPOLE_FEEDBACK(4) {
      @Override
      double choose(double[] observation) {
        double push =
            observation[0] + 1.6 * observation[1] + 18.7 * observation[2] + 3.5 * observation[3];
        return push > 0 ? 1 : 0;
      }
    },
    /**
     * Pumps the pendulum to the energy of the upright position, then holds it there by feedback.
     * With a rod of mass and length 1 and g = 10, {@code E = θ̇²/6 + 5 cos θ}.
     */
    PENDULUM_SWING_UP(3) {
      @Override
      double choose(double[] observation) {
        double cosine = observation[0];
        double sine = observation[1];
        double velocity = observation[2];
        double missing = 5 - (velocity * velocity / 6 + 5 * cosine);
        double torque =
            cosine > 0.9 ? -10 * sine - 2 * velocity : 2 * Math.signum(velocity * missing);
        return Math.clamp(torque, -2, 2);
      }
    };

    private final int observations;

    Expert(int observations) {
      this.observations = observations;
    }

    abstract double choose(double[] observation);

    @Override
    public void act(double[] observation, double[] action) {
      if (observation.length != observations) {
        throw new IllegalArgumentException(
            "the demonstrator "
                + name()
                + " needs "
                + observations
                + " observations, found "
                + observation.length);
      }
      action[0] = choose(observation);
    }
  }

  Algorithm algorithm() {
    return new BehaviouralCloning(cloning, demonstrator);
  }
}
