package dev.pigrad.processor.source;

/** A size as it stands in a signature. */
public sealed interface DimRef {
  /**
   * A named size.
   *
   * @param name its qualified name
   * @param simpleName its simple name
   * @param size the number of its {@code @Size}, or {@link #OPEN}
   */
  record Named(String name, String simpleName, int size) implements DimRef {}

  /** A type parameter of the enclosing record or method that extends {@code Dim}. */
  record Variable(String name) implements DimRef {}

  /** The size of a {@link Named} dim that is bound when the program is constructed. */
  int OPEN = -1;
}
