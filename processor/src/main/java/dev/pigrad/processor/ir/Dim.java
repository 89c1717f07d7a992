package dev.pigrad.processor.ir;

import java.util.List;

/**
 * A size. Two dims are one if they have one name.
 *
 * @param name qualified name
 * @param simpleName simple name
 * @param size number of entries, or {@link #OPEN}
 * @param factors for the entries of a matrix, row after row, its rows and its columns; else none
 */
public record Dim(String name, String simpleName, int size, List<Dim> factors) {
  /** The size of a dim that is bound when the program is constructed. */
  public static final int OPEN = -1;

  /** A dim that the user declared. */
  public Dim(String name, String simpleName, int size) {
    this(name, simpleName, size, List.of());
  }

  /** The entries of a matrix, row after row. */
  public static Dim product(Dim rows, Dim columns) {
    boolean isOpen = rows.isOpen() || columns.isOpen();
    return new Dim(
        rows.name + "×" + columns.name,
        rows.simpleName + "By" + columns.simpleName,
        isOpen ? OPEN : saturatedProduct(rows.size, columns.size),
        List.of(rows, columns));
  }

  /** The product of two sizes, or {@link Integer#MAX_VALUE} where that is less. */
  static int saturatedProduct(int rows, int columns) {
    return (int) Math.min((long) rows * columns, Integer.MAX_VALUE);
  }

  /** Whether the size is known only when the program is constructed. */
  public boolean isOpen() {
    return size == OPEN;
  }

  /** Whether it is that of a matrix's entries. */
  public boolean isProduct() {
    return !factors.isEmpty();
  }

  @Override
  public String toString() {
    return isOpen() ? simpleName : simpleName + "=" + size;
  }
}
