package dev.pigrad.rl.environment;

/**
 * Whether an episode goes on after a step. The state after a termination has the value 0; that
 * after a truncation, where only the clock ended the episode, has whatever value the policy gives
 * it. Hence two types and no flag that says "done".
 */
public sealed interface Outcome {
  /** The episode goes on. */
  record Continuing() implements Outcome {}

  /**
   * The state is terminal: nothing follows, its value is 0.
   *
   * @param atTimeLimit whether the time limit ran out in the same step; Gymnasium then sets both of
   *     its flags
   */
  record Terminated(boolean atTimeLimit) implements Outcome {}

  /** The clock ended the episode; the state has a future, so its value is not 0. */
  record Truncated() implements Outcome {}

  /** From Gymnasium's two flags. */
  static Outcome of(boolean terminated, boolean truncated) {
    if (terminated) {
      return new Terminated(truncated);
    }
    return truncated ? new Truncated() : new Continuing();
  }

  /** Whether a reset comes next, for whichever reason. */
  default boolean endsEpisode() {
    return switch (this) {
      case Continuing() -> false;
      case Terminated(boolean atTimeLimit) -> true;
      case Truncated() -> true;
    };
  }

  /** The same in a step in which the time limit ran out. */
  default Outcome whenTimeIsUp() {
    return switch (this) {
      case Continuing() -> new Truncated();
      case Terminated(boolean already) -> new Terminated(true);
      case Truncated() -> new Truncated();
    };
  }
}
