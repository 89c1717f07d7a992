package dev.pigrad.rl.environment;

import java.util.List;
import java.util.stream.DoubleStream;

/** The actions that an environment takes. */
public sealed interface ActionSpace {
  /** Entries of an action. */
  int size();

  /**
   * One of a number of choices, an action of one whole number in {@code [0, choices)}.
   *
   * @param choices at least 1
   */
  record Discrete(int choices) implements ActionSpace {
    /** Checks the number. */
    public Discrete {
      if (choices < 1) {
        throw new IllegalArgumentException(
            "a discrete action needs at least 1 choice, found " + choices);
      }
    }

    @Override
    public int size() {
      return 1;
    }

    /**
     * The action as a whole number.
     *
     * @param environment whose action it is, for the message
     * @throws IllegalArgumentException if it is none of the choices
     */
    public int requireChoice(String environment, double action) {
      int choice = (int) action;
      if (choice != action || choice < 0 || choice >= choices) {
        throw new IllegalArgumentException(
            environment
                + " takes a whole number from 0 to "
                + (choices - 1)
                + " as its action, found "
                + action);
      }
      return choice;
    }
  }

  /**
   * A vector of real numbers within bounds, which may be infinite.
   *
   * @param low the smallest value per entry
   * @param high the largest value per entry
   */
  record Box(List<Double> low, List<Double> high) implements ActionSpace {
    /** Checks and copies the bounds. */
    public Box {
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (low.isEmpty() || low.size() != high.size()) {
        throw new IllegalArgumentException(
            "a box needs as many low as high bounds, at least one, found "
                + low.size()
                + " and "
                + high.size());
      }
      for (int j = 0; j < low.size(); j++) {
        if (!(low.get(j) < high.get(j))) {
          throw new IllegalArgumentException(
              "a box needs low < high, found "
                  + low.get(j)
                  + " and "
                  + high.get(j)
                  + " at entry "
                  + j);
        }
      }
    }

    /** Bounds per entry. */
    public Box(double[] low, double[] high) {
      this(DoubleStream.of(low).boxed().toList(), DoubleStream.of(high).boxed().toList());
    }

    @Override
    public int size() {
      return low.size();
    }

    /** Moves each entry of {@code action} into its bounds; NaN stays. */
    public void clip(double[] action) {
      for (int j = 0; j < action.length; j++) {
        action[j] = Math.clamp(action[j], low.get(j), high.get(j));
      }
    }
  }
}
