package dev.pigrad.rl.environment;

/**
 * What a step brought besides the observation.
 *
 * @param reward what is learned from; finite
 * @param outcome whether and how the episode ended
 * @param rawReward the reward before any wrapper changed it: what episodes are reported by
 */
public record Transition(double reward, Outcome outcome, double rawReward) {
  /** A step of an environment itself. */
  public Transition(double reward, Outcome outcome) {
    this(reward, outcome, reward);
  }

  /** The same step with another reward to learn from. */
  public Transition withReward(double changed) {
    return new Transition(changed, outcome, rawReward);
  }

  /** The same step with another outcome. */
  public Transition withOutcome(Outcome changed) {
    return new Transition(reward, changed, rawReward);
  }
}
