package dev.pigrad.lang;

/**
 * One of the entries of a dim, such as a discrete action.
 *
 * @param value from 0
 * @param <D> the entries to choose from
 */
@SuppressWarnings("UnusedTypeParameter") // it ties the index to its vector
public record Index<D extends Dim>(int value) {
  /**
   * Checks the lower bound; the upper one is checked where the index is used.
   *
   * @throws IllegalArgumentException if negative
   */
  public Index {
    if (value < 0) {
      throw new IllegalArgumentException("expected an index of at least 0, found " + value);
    }
  }

  /** The entry at a position, from 0. */
  public static <D extends Dim> Index<D> of(int value) {
    return new Index<>(value);
  }
}
