package dev.pigrad.rl.algorithm;

import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;

/** The checks of configurations: one clear error for a bad value. */
final class Requirement {
  private Requirement() {}

  static void atLeastOne(String name, int value) {
    require(value >= 1, name, "a whole number of at least 1", value);
  }

  /** Checks that a rollout has the rows of a minibatch. */
  static void minibatch(int minibatch, int environments, int stepsPerEnvironment) {
    atLeastOne("minibatch", minibatch);
    long rows = (long) environments * stepsPerEnvironment;
    require(
        minibatch <= rows,
        "minibatch",
        "at most environments × stepsPerEnvironment = " + rows,
        minibatch);
  }

  static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, "a number above 0", value);
  }

  static void notNegative(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, "a number of at least 0", value);
  }

  static void inUnitInterval(String name, double value) {
    require(value >= 0 && value <= 1, name, "a number in [0, 1]", value);
  }

  static void require(boolean holds, String name, String range, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + range + ", found " + value);
    }
  }

  static void valueFunction(LoadedPolicy policy, String reader) {
    PolicyProgram program = policy.program();
    if (!program.offers().contains(Quantity.VALUE)) {
      throw new IllegalArgumentException(
          reader
              + " needs a policy with a @ValueFunction, '"
              + program.name()
              + "' has none; give it one");
    }
  }
}
