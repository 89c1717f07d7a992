package dev.pigrad.processor.ir;

import java.util.List;

/**
 * The type of a value.
 *
 * @param kind what its entries are
 * @param shape no dim for a scalar, one for a vector, rows and columns for a matrix
 * @param batched whether it differs between samples; otherwise it is shared by all
 */
public record Type(Kind kind, List<Dim> shape, boolean batched) {

  /** What the entries of a value are. */
  public enum Kind {
    /** Real numbers. */
    REAL,
    /** A whole number from 0 below the size of {@code shape}'s only dim, though a single entry. */
    INDEX,
    /** True or false. */
    MASK
  }

  /** A shared real scalar: a constant. */
  public static final Type CONSTANT = new Type(Kind.REAL, List.of(), false);

  /** A real value. */
  public static Type real(List<Dim> shape, boolean batched) {
    return new Type(Kind.REAL, List.copyOf(shape), batched);
  }

  /** The same, of one sample or of all. */
  public Type withBatched(boolean newBatched) {
    return new Type(kind, shape, newBatched);
  }

  /** The same entries' kind changed. */
  public Type withKind(Kind newKind) {
    return new Type(newKind, shape, batched);
  }

  /** Number of entries, at most {@link Integer#MAX_VALUE}; an open dim counts as 1. */
  public int entries() {
    return shape.stream()
        .filter(dim -> !dim.isOpen())
        .map(Dim::size)
        .reduce(1, Dim::saturatedProduct);
  }

  /** Whether it has a single entry. */
  public boolean isScalar() {
    return shape.isEmpty() || kind == Kind.INDEX;
  }

  /** Whether it is a vector (a mask of a dim included). */
  public boolean isVector() {
    return shape.size() == 1 && kind != Kind.INDEX;
  }

  /** Whether it is a matrix. */
  public boolean isMatrix() {
    return shape.size() == 2;
  }

  /** The only dim of a vector or of an index. */
  public Dim dim() {
    if (shape.size() != 1) {
      throw new IllegalStateException(this + " has no single dim");
    }
    return shape.getFirst();
  }

  @Override
  public String toString() {
    String name = kind == Kind.REAL ? "real" : kind == Kind.INDEX ? "index" : "mask";
    return (batched ? "each " : "") + name + (shape.isEmpty() ? "" : shape.toString());
  }
}
