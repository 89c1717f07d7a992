package dev.pigrad.lang;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A yes or no for each entry of a dim, such as which actions are legal. Immutable; data, so never
 * differentiated. Used by {@link Ops#where(Mask, Vector, Vector)}.
 *
 * @param <D> its size
 */
@SuppressWarnings("UnusedTypeParameter") // it ties the mask to its vectors
public final class Mask<D extends Dim> {
  private final boolean[] entries;

  private Mask(boolean[] entries) {
    this.entries = entries;
  }

  /** A mask of any dim. */
  public static <D extends Dim> Mask<D> of(boolean... entries) {
    return new Mask<>(entries.clone());
  }

  /**
   * Entry i. Only for eager code: derived code uses {@code where}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public boolean at(int i) {
    return entries[i];
  }

  /** The number of entries. */
  public int size() {
    return entries.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mask<?> that && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  /** As in {@code [true, false]}. */
  @Override
  public String toString() {
    return Arrays.toString(entries);
  }
}
