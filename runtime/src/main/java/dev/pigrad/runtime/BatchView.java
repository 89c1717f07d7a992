package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.execute.TileColumn;
import dev.pigrad.runtime.program.Leaf;
import java.util.List;

/**
 * A batch as tiles load and store it, with the errors that columns can cause.
 *
 * @param store the columns
 * @param rows the rows of the batch
 * @param backend how entries are read
 * @param <A> the array type
 */
record BatchView<A>(BatchStore<A> store, Rows rows, Backend<A> backend) {

  /**
   * Columns to be read.
   *
   * @param reader who reads them, for the error
   * @throws IllegalStateException if one was never written
   */
  List<TileColumn<A>> read(List<Leaf> leaves, String reader) {
    return leaves.stream().map(leaf -> read(leaf, reader)).toList();
  }

  /** One column to be read. */
  TileColumn<A> read(Leaf leaf, String reader) {
    Segments<A> segments = store.column(leaf.name());
    if (!segments.isWritten() && !leaf.name().equals(Batch.WEIGHT)) {
      throw new IllegalStateException(
          reader + " reads column '" + leaf.name() + "', which was never set; " + remedy(leaf));
    }
    if (segments.width() != leaf.width()) {
      throw new IllegalArgumentException(
          reader
              + " reads column '"
              + leaf.name()
              + "' with "
              + leaf.width()
              + " entries per row, found "
              + segments.width()
              + "; add it with that width");
    }
    return tileColumn(leaf, segments);
  }

  private static String remedy(Leaf leaf) {
    return switch (leaf.name()) {
      case Batch.OLD_LOG_PROB ->
          "call act(…), or set the actions and call record(theta, batch), before";
      case Batch.OLD_VALUE ->
          "call act(…) or record(theta, batch) of a policy with a value function before";
      default ->
          leaf.name().startsWith(BatchLayout.oldName(""))
              ? "call act(…) or record(theta, batch) before"
              : "set it with batch.column(\"" + leaf.name() + "\")";
    };
  }

  /** Columns to be written. */
  List<TileColumn<A>> write(List<Leaf> leaves) {
    return leaves.stream().map(this::write).toList();
  }

  /** One column to be written. */
  TileColumn<A> write(Leaf leaf) {
    Segments<A> segments = store.column(leaf.name());
    segments.allocate();
    return tileColumn(leaf, segments);
  }

  /** Whether all these columns were written. */
  boolean hasAll(List<Leaf> leaves) {
    return leaves.stream().allMatch(leaf -> store.column(leaf.name()).isWritten());
  }

  private TileColumn<A> tileColumn(Leaf leaf, Segments<A> segments) {
    int stride = backend.kernels().stride(leaf.width());
    return new TileColumn<>(leaf.name(), segments, rows, stride, leaf.range(), backend.precision());
  }
}
