package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.Quantity;
import java.util.EnumSet;
import java.util.Set;

/**
 * One differentiable quantity of each row.
 *
 * @param <A> the array type
 */
final class QuantityPass<A> {
  private final Precision<A> precision;
  private final Quantity quantity;
  private final Set<Quantity> only;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;
  private double[] target = {};

  QuantityPass(PolicyContext<A> context, Quantity quantity) {
    this.precision = context.precision();
    this.quantity = quantity;
    this.only = EnumSet.of(quantity);
    this.reader = context.reader();
    this.columns = context.columns().quantities(only);
    this.pass = context.passes().each(this::tile);
  }

  void run(PackedParameters<A> theta, BatchStore<A> store, Rows rows, double[] target) {
    columns.bindToRead(store, rows, reader);
    this.target = target;
    pass.each(rows.count(), theta);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    columns.load(workspace, first, count);
    Stages.forward(workspace.policy(), only, count);
    precision.read(workspace.step().value(quantity), 0, target, first, count);
  }
}
