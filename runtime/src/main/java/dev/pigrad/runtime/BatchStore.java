package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.program.Leaf;
import java.util.Collections;
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
  private final Map<String, Segments<A>> columns =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile boolean closed;

  BatchStore(Engine engine, String policy, BatchLayout layout, Precision<A> precision, int rows) {
    this.engine = engine;
    this.policy = policy;
    this.layout = layout;
    this.precision = precision;
    this.rows = rows;
    for (Leaf leaf : layout.all()) {
      columns.put(leaf.name(), newColumn(leaf.width(), leaf.name().equals(Batch.WEIGHT) ? 1 : 0));
    }
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
    synchronized (columns) {
      return List.copyOf(columns.keySet());
    }
  }

  void add(String name, int width) {
    if (width < 1) {
      throw new IllegalArgumentException(
          "column '" + name + "' needs a width of at least 1, found " + width);
    }
    if (columns.putIfAbsent(name, newColumn(width, 0)) != null) {
      throw new IllegalArgumentException(
          "the batch already has a column '" + name + "'; use column(\"" + name + "\")");
    }
  }

  Segments<A> column(String name) {
    Segments<A> column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "the batch has no column '" + name + "'; it has " + names());
    }
    return column;
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
  }
}
