package dev.pigrad.processor.ir;

/**
 * A size. Two dims are one if they have one name.
 *
 * @param name qualified name
 * @param simpleName simple name
 * @param size number of entries, or {@link #OPEN}
 */
public record Dim(String name, String simpleName, int size) {
  /** The size of a dim that is bound when the program is constructed. */
  public static final int OPEN = -1;

  /** Whether the size is known only when the program is constructed. */
  public boolean isOpen() {
    return size == OPEN;
  }

  @Override
  public String toString() {
    return isOpen() ? simpleName : simpleName + "=" + size;
  }
}
