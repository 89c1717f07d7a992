package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Leaf;

/**
 * A column of a batch as tiles load and store it. Bound to another batch with each call.
 *
 * @param <A> the array type
 */
public final class TileColumn<A> {
  private final Leaf leaf;
  private final int stride;
  private final Precision<A> precision;
  private Segments<A> segments;
  private Rows rows = Rows.all(0);

  /** The column of a leaf, not bound yet. */
  public TileColumn(Backend<A> backend, Leaf leaf) {
    this.leaf = leaf;
    this.stride = backend.kernels().stride(leaf.width());
    this.precision = backend.precision();
    this.segments = new Segments<>(precision, 0, leaf.width(), 0);
  }

  /** Its name and what its entries are. */
  public Leaf leaf() {
    return leaf;
  }

  /** Sets the entries that it loads and stores, and which rows of them make the batch. */
  public void bind(Segments<A> segments, Rows rows) {
    this.segments = segments;
    this.rows = rows;
  }

  /**
   * Copies rows of the batch to a tile's buffer.
   *
   * @throws IllegalArgumentException if an index is not one of its choices
   */
  public void load(int first, int count, A buffer) {
    segments.load(rows, first, count, buffer, stride);
    if (leaf.range() > 0) {
      requireChoices(first, count, buffer);
    }
  }

  /** Copies a tile's buffer to rows of the batch. */
  public void store(int first, int count, A buffer) {
    segments.store(rows, first, count, buffer, stride);
  }

  /** Sets one entry of the batch. */
  public void set(int row, int entry, double value) {
    segments.set(rows.at(row), entry, value);
  }

  private void requireChoices(int first, int count, A buffer) {
    for (int row = 0; row < count; row++) {
      for (int entry = 0; entry < leaf.width(); entry++) {
        double value = precision.get(buffer, row * stride + entry);
        if (!(value >= 0 && value < leaf.range() && value == Math.rint(value))) {
          throw new IllegalArgumentException(
              "row "
                  + (first + row)
                  + " of column '"
                  + leaf.name()
                  + "' is "
                  + value
                  + ", which is no index; give a whole number from 0 to "
                  + (leaf.range() - 1));
        }
      }
    }
  }
}
