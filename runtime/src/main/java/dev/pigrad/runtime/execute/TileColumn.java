package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Leaf;
import java.util.List;

/**
 * A column of a batch as tiles load and store it. Bound to another batch with each call.
 *
 * @param <A> the array type
 */
final class TileColumn<A> {
  private final Leaf leaf;
  private final int stride;
  private final TilePrecision<A> precision;
  private Segments<A> segments;
  private Rows rows = Rows.all(0);

  /** The column of a leaf, not bound yet. */
  TileColumn(TileBackend<A> backend, Leaf leaf) {
    this.leaf = leaf;
    this.stride = backend.kernels().stride(leaf.width());
    this.precision = backend.precision();
    this.segments = new Segments<>(precision, 0, leaf.width(), 0);
  }

  /** Sets the entries that it loads and stores, and which rows of them make the batch. */
  void bind(Segments<A> segments, Rows rows) {
    this.segments = segments;
    this.rows = rows;
  }

  /** Counts the writes to the entries. */
  int version() {
    return segments.version();
  }

  /**
   * Copies rows of the batch to a tile's buffer.
   *
   * @throws IllegalArgumentException if an index is not one of its choices
   */
  void load(int first, int count, A buffer) {
    List<A> all = segments.arrays();
    int[] selected = rows.selected();
    int width = leaf.width();
    if (all == null) {
      precision.fill(buffer, 0, count * stride, segments.initial());
    } else if (selected != null) {
      precision.gatherRows(segments, selected, first, count, buffer, stride);
    } else if (segments.isOneSegment(first, count)) {
      A array = segments.array(all, first);
      precision.loadRows(array, segments.offset(first), count, width, buffer, stride);
    } else {
      loadRowByRow(all, first, count, buffer);
    }
    if (leaf.range() > 0) {
      requireChoices(first, count, buffer);
    }
  }

  /** Copies a tile's buffer to rows of the batch. */
  void store(int first, int count, A buffer) {
    List<A> all = segments.allocate();
    if (rows.selected() == null && segments.isOneSegment(first, count)) {
      A array = segments.array(all, first);
      precision.storeRows(buffer, stride, count, leaf.width(), array, segments.offset(first));
    } else {
      storeRowByRow(all, first, count, buffer);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
  private void loadRowByRow(List<A> all, int first, int count, A buffer) {
    for (int i = 0; i < count; i++) {
      int row = first + i;
      int offset = segments.offset(row);
      System.arraycopy(segments.array(all, row), offset, buffer, i * stride, leaf.width());
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
  private void storeRowByRow(List<A> all, int first, int count, A buffer) {
    for (int i = 0; i < count; i++) {
      int row = rows.at(first + i);
      int offset = segments.offset(row);
      System.arraycopy(buffer, i * stride, segments.array(all, row), offset, leaf.width());
    }
  }

  private void requireChoices(int first, int count, A buffer) {
    for (int row = 0; row < count; row++) {
      for (int entry = 0; entry < leaf.width(); entry++) {
        double value = precision.get(buffer, row * stride + entry);
        if (!(value >= 0 && value < leaf.range() && value == Math.rint(value))) {
          throw leaf.noChoice(first + row, value);
        }
      }
    }
  }
}
