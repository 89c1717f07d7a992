package dev.pigrad.rl.rollout;

/** An expert: what a policy shall do in a state. */
@FunctionalInterface
public interface Demonstrator {
  /**
   * Acts.
   *
   * @param observation what is observed; not to be changed
   * @param action where the action goes, in the form that the environment takes
   */
  void act(double[] observation, double[] action);
}
