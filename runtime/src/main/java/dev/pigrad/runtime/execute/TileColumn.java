package dev.pigrad.runtime.execute;

/**
 * A column of a batch as tiles load and store it.
 *
 * @param name the column's name
 * @param segments its entries
 * @param rows the rows of the batch
 * @param stride entries between two rows of a tile's buffer
 * @param range number of choices if it holds indices, else 0
 * @param precision how entries are read
 * @param <A> the array type
 */
public record TileColumn<A>(
    String name, Segments<A> segments, Rows rows, int stride, int range, Precision<A> precision) {

  /**
   * Copies rows of the batch to a tile's buffer.
   *
   * @throws IllegalArgumentException if an index is not one of its choices
   */
  public void load(int first, int count, A buffer) {
    segments.load(rows, first, count, buffer, stride);
    if (range > 0) {
      requireChoices(first, count, buffer);
    }
  }

  /** Copies a tile's buffer to rows of the batch. */
  public void store(int first, int count, A buffer) {
    segments.store(rows, first, count, buffer, stride);
  }

  private void requireChoices(int first, int count, A buffer) {
    for (int row = 0; row < count; row++) {
      for (int entry = 0; entry < segments.width(); entry++) {
        double value = precision.get(buffer, row * stride + entry);
        if (!(value >= 0 && value < range && value == Math.rint(value))) {
          throw new IllegalArgumentException(
              "row "
                  + (first + row)
                  + " of column '"
                  + name
                  + "' is "
                  + value
                  + ", which is no index; give a whole number from 0 to "
                  + (range - 1));
        }
      }
    }
  }
}
