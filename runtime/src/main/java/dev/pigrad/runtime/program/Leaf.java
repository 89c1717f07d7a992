package dev.pigrad.runtime.program;

/**
 * One leaf of an input, an action, a distribution or a noise: a column of a batch.
 *
 * @param name the path in the user's names, dots between its parts: {@code observation}, {@code
 *     action.steer}
 * @param kind what its entries are
 * @param width entries per sample: 1 for a scalar and for an index
 * @param range for an index the number of choices, else 0
 */
public record Leaf(String name, Kind kind, int width, int range) {

  /** What the entries of a column are. */
  public enum Kind {
    /** Real numbers. */
    REAL,
    /** A whole number in {@code [0, range)}, stored as a real. */
    INDEX,
    /** 0 or 1 per entry. */
    MASK,
    /** Uniform variates on (0, 1). */
    UNIFORM,
    /** Standard normal variates. */
    NORMAL
  }

  /** The error of a row whose index is none of the choices. */
  public IllegalArgumentException noChoice(int row, double found) {
    return new IllegalArgumentException(
        "row "
            + row
            + " of column '"
            + name
            + "' is "
            + found
            + ", which is no index; give a whole number from 0 to "
            + (range - 1));
  }
}
