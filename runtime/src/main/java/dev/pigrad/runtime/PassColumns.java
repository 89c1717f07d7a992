package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TileColumn;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.GradientTile;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns that a pass loads into each tile or stores from it. Made once, bound to another batch
 * with each call.
 *
 * @param <A> the array type
 */
final class PassColumns<A> {
  /** The buffer of a tile that a column meets: one function per kind of column. */
  @FunctionalInterface
  private interface Buffer<A> {
    A of(Workspace<A> workspace, int index);
  }

  private static final Map<Quantity, String> COLUMNS =
      Map.of(
          Quantity.OLD_LOG_PROB, Batch.OLD_LOG_PROB,
          Quantity.OLD_VALUE, Batch.OLD_VALUE,
          Quantity.ADVANTAGE, Batch.ADVANTAGE,
          Quantity.RETURN_TARGET, Batch.RETURN_TARGET,
          Quantity.WEIGHT, Batch.WEIGHT);

  private final Backend<A> backend;
  private final BatchLayout layout;
  private final Function<Workspace<A>, GradientTile<A>> tile;
  private final List<TileColumn<A>> columns = new ArrayList<>();
  private final List<Buffer<A>> buffers = new ArrayList<>();
  private final List<Integer> indices = new ArrayList<>();

  /**
   * No columns yet.
   *
   * @param tile which of the policy's tiles they meet
   */
  PassColumns(
      Backend<A> backend, BatchLayout layout, Function<Workspace<A>, GradientTile<A>> tile) {
    this.backend = backend;
    this.layout = layout;
    this.tile = tile;
  }

  /** What {@code quantities} are computed from: inputs, actions, and the step's columns. */
  PassColumns<A> quantities(Set<Quantity> quantities) {
    inputs();
    if (quantities.contains(Quantity.LOG_PROB)) {
      actions();
    }
    if (quantities.contains(Quantity.KL)) {
      old();
    }
    for (Quantity quantity : Quantity.values()) {
      String column = COLUMNS.get(quantity);
      if (column != null && quantities.contains(quantity)) {
        scalar(column, quantity);
      }
    }
    return this;
  }

  PassColumns<A> inputs() {
    return add(layout.inputs(), (workspace, i) -> tile.apply(workspace).input(i));
  }

  PassColumns<A> actions() {
    return add(layout.action(), (workspace, i) -> tile.apply(workspace).action(i));
  }

  PassColumns<A> noise() {
    return add(layout.noise(), (workspace, i) -> workspace.policy().noise(i));
  }

  PassColumns<A> old() {
    return add(layout.old(), (workspace, i) -> tile.apply(workspace).old(i));
  }

  /** One number per sample, beside a quantity of the step. */
  PassColumns<A> scalar(String column, Quantity quantity) {
    return add(
        List.of(BatchLayout.scalar(column)), (workspace, i) -> workspace.step().value(quantity));
  }

  /** The columns that a surrogate names. */
  PassColumns<A> extra(List<String> names) {
    return add(
        names.stream().map(BatchLayout::scalar).toList(),
        (workspace, i) -> workspace.step().extra(i));
  }

  private PassColumns<A> add(List<Leaf> leaves, Buffer<A> buffer) {
    for (int i = 0; i < leaves.size(); i++) {
      columns.add(new TileColumn<>(backend, leaves.get(i)));
      buffers.add(buffer);
      indices.add(i);
    }
    return this;
  }

  /**
   * Binds the columns of a batch that are to be loaded.
   *
   * @param reader who reads them, for errors
   * @throws IllegalStateException if one was never written
   * @throws IllegalArgumentException if one is missing or has another width
   */
  void bindToRead(BatchStore<A> store, Rows rows, String reader) {
    for (int i = 0; i < columns.size(); i++) {
      TileColumn<A> column = columns.get(i);
      column.bind(store.read(column.leaf(), reader), rows);
    }
  }

  /** Binds the columns of a batch that are to be stored. */
  void bindToWrite(BatchStore<A> store, Rows rows) {
    for (int i = 0; i < columns.size(); i++) {
      TileColumn<A> column = columns.get(i);
      column.bind(store.write(column.leaf()), rows);
    }
  }

  /** Copies rows of the batch to the tile. */
  void load(Workspace<A> workspace, int first, int count) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).load(first, count, buffers.get(i).of(workspace, indices.get(i)));
    }
  }

  /** Copies the tile to rows of the batch. */
  void store(Workspace<A> workspace, int first, int count) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).store(first, count, buffers.get(i).of(workspace, indices.get(i)));
    }
  }

  /** Draws the variates of {@code rows} rows: row i, leaf after leaf, from stream i. */
  void draw(int rows, List<RandomStream> streams) {
    for (int row = 0; row < rows; row++) {
      RandomStream stream = streams.get(row);
      for (int i = 0; i < columns.size(); i++) {
        draw(columns.get(i), row, stream);
      }
    }
  }

  private static void draw(TileColumn<?> column, int row, RandomStream stream) {
    boolean normal = column.leaf().kind() == Leaf.Kind.NORMAL;
    for (int entry = 0; entry < column.leaf().width(); entry++) {
      column.set(row, entry, normal ? stream.nextNormal() : stream.nextUniformOpen());
    }
  }
}
