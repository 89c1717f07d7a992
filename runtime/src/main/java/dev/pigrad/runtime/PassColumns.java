package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.TileColumn;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The columns that a tile needs before some quantities can be computed.
 *
 * @param <A> the array type
 */
final class PassColumns<A> {
  private static final Map<Quantity, String> COLUMNS =
      Map.of(
          Quantity.OLD_LOG_PROB, Batch.OLD_LOG_PROB,
          Quantity.OLD_VALUE, Batch.OLD_VALUE,
          Quantity.ADVANTAGE, Batch.ADVANTAGE,
          Quantity.RETURN_TARGET, Batch.RETURN_TARGET,
          Quantity.WEIGHT, Batch.WEIGHT);

  private final List<TileColumn<A>> inputs;
  private final List<TileColumn<A>> actions;
  private final List<TileColumn<A>> old;
  private final Map<Quantity, TileColumn<A>> step = new EnumMap<>(Quantity.class);
  private final List<TileColumn<A>> extra = new ArrayList<>();

  /**
   * Finds the columns.
   *
   * @param reader who reads them, for errors
   */
  PassColumns(
      BatchView<A> view,
      BatchLayout layout,
      Set<Quantity> quantities,
      List<String> extraColumns,
      String reader) {
    this.inputs = view.read(layout.inputs(), reader);
    this.actions =
        quantities.contains(Quantity.LOG_PROB) ? view.read(layout.action(), reader) : List.of();
    this.old = quantities.contains(Quantity.KL) ? view.read(layout.old(), reader) : List.of();
    COLUMNS.forEach(
        (quantity, column) -> {
          if (quantities.contains(quantity)) {
            step.put(quantity, view.read(BatchLayout.scalar(column), reader));
          }
        });
    for (String column : extraColumns) {
      extra.add(view.read(BatchLayout.scalar(column), reader));
    }
  }

  /** Copies rows of the batch to the tile. */
  void load(Workspace<A> workspace, int first, int count) {
    PolicyTile<A> tile = workspace.policy();
    StepTile<A> meeting = workspace.step();
    load(inputs, first, count, tile::input);
    load(actions, first, count, tile::action);
    load(old, first, count, tile::old);
    step.forEach((quantity, column) -> column.load(first, count, meeting.value(quantity)));
    load(extra, first, count, meeting::extra);
  }

  static <A> void load(List<TileColumn<A>> columns, int first, int count, IntFunction<A> buffers) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).load(first, count, buffers.apply(i));
    }
  }

  static <A> void store(List<TileColumn<A>> columns, int first, int count, IntFunction<A> buffers) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).store(first, count, buffers.apply(i));
    }
  }
}
