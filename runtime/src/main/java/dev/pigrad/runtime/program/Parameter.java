package dev.pigrad.runtime.program;

/**
 * One tensor of a policy's parameters.
 *
 * @param name its path in the policy: {@code first.weight}
 * @param rows rows of a matrix, entries of a vector, 1 for a scalar
 * @param columns columns of a matrix, 1 otherwise
 * @param rank 2 for a matrix, 1 for a vector, 0 for a scalar
 * @param initial how its first value is drawn
 * @param frozen whether it is stored but never changed by a gradient
 */
public record Parameter(
    String name, int rows, int columns, int rank, Initial initial, boolean frozen) {

  /** Its number of entries. */
  public int size() {
    return rows * columns;
  }

  /**
   * How a parameter's first value is drawn.
   *
   * @param scheme the family
   * @param value the gain, bound, standard deviation or constant
   */
  public record Initial(Scheme scheme, double value) {
    /** The families of initial values; {@link Initial#value} is named in each. */
    public enum Scheme {
      /** Orthogonal rows or columns, times the gain. */
      ORTHOGONAL,
      /** Uniform on (−bound, bound). */
      UNIFORM,
      /** Normal with mean 0 and this standard deviation. */
      NORMAL,
      /** This constant. */
      CONSTANT
    }
  }
}
