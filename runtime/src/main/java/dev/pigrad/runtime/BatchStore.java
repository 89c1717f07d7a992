package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.program.Leaf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns behind a batch and all its views.
 *
 * @param <A> the array type
 */
final class BatchStore<A> {
  private final Engine engine;
  private final String policy;
  private final BatchLayout layout;
  private final Precision<A> precision;
  private final int rows;

  /** Never changed: a new column makes a new map. */
  private volatile Map<String, Segments<A>> columns;

  private volatile boolean closed;

  BatchStore(Engine engine, String policy, BatchLayout layout, Precision<A> precision, int rows) {
    this.engine = engine;
    this.policy = policy;
    this.layout = layout;
    this.precision = precision;
    this.rows = rows;
    Map<String, Segments<A>> all = new LinkedHashMap<>();
    for (Leaf leaf : layout.all()) {
      all.put(leaf.name(), newColumn(leaf.width(), leaf.name().equals(Batch.WEIGHT) ? 1 : 0));
    }
    this.columns = all;
  }

  private Segments<A> newColumn(int width, double initial) {
    return new Segments<>(precision, rows, width, initial);
  }

  int rows() {
    return rows;
  }

  String policy() {
    return policy;
  }

  boolean belongsTo(Engine engine, String policy, BatchLayout layout) {
    return this.engine == engine && this.policy.equals(policy) && this.layout.equals(layout);
  }

  /** {@code 'example.PendulumPolicy' on the simd engine (2 threads)}. */
  String description() {
    return "'" + policy + "' on the " + engine;
  }

  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  synchronized void add(String name, int width) {
    if (width < 1) {
      throw new IllegalArgumentException(
          "column '" + name + "' needs a width of at least 1, found " + width);
    }
    Map<String, Segments<A>> all = new LinkedHashMap<>(columns);
    if (all.put(name, newColumn(width, 0)) != null) {
      throw new IllegalArgumentException(
          "the batch already has a column '" + name + "'; use column(\"" + name + "\")");
    }
    columns = all;
  }

  Segments<A> column(String name) {
    Segments<A> column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "the batch has no column '" + name + "'; it has " + names());
    }
    return column;
  }

  /**
   * A column to be read.
   *
   * @param reader who reads it, for the error
   * @throws IllegalStateException if it was never written
   */
  Segments<A> read(Leaf leaf, String reader) {
    Segments<A> segments = columns.get(leaf.name());
    if (segments == null) {
      throw new IllegalArgumentException(
          reader
              + " reads '"
              + leaf.name()
              + "', which is neither an output of the policy nor a column of the batch; the batch"
              + " has "
              + names());
    }
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
    return segments;
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

  /** A column to be written. */
  Segments<A> write(Leaf leaf) {
    Segments<A> segments = column(leaf.name());
    segments.allocate();
    return segments;
  }

  /** Whether all these columns were written. */
  boolean hasAll(List<Leaf> leaves) {
    for (int i = 0; i < leaves.size(); i++) {
      if (!column(leaves.get(i).name()).isWritten()) {
        return false;
      }
    }
    return true;
  }

  void requireOpen() {
    engine.requireOpen();
    if (closed) {
      throw new IllegalStateException(
          "this batch of '" + policy + "' is closed; use it before close()");
    }
  }

  void close() {
    closed = true;
    columns.values().forEach(Segments::release);
  }
}
