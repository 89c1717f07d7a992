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
    CARTPOLE_FEEDBACK {
      @Override
      public void act(double[] observation, double[] action) {
        double push =
            observation[0] + 1.6 * observation[1] + 18.7 * observation[2] + 3.5 * observation[3];
        action[0] = push > 0 ? 1 : 0;
      }
    },
    /**
     * Pumps the pendulum to the energy of the upright position, then holds it there by feedback.
     * With a rod of mass and length 1 and g = 10, {@code E = θ̇²/6 + 5 cos θ}.
     */
    PENDULUM_SWING_UP {
      @Override
      public void act(double[] observation, double[] action) {
        double cosine = observation[0];
        double sine = observation[1];
        double velocity = observation[2];
        double missing = 5 - (velocity * velocity / 6 + 5 * cosine);
        double torque =
            cosine > 0.9 ? -10 * sine - 2 * velocity : 2 * Math.signum(velocity * missing);
        action[0] = Math.clamp(torque, -2, 2);
      }
    }
  }

  Algorithm algorithm() {
    return new BehaviouralCloning(cloning, demonstrator);
  }
}
