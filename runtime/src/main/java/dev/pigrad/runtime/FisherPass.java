package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Partial;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.Quantity;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code Σ_r Jᵀ M J v}, or the empirical {@code Σ_r g (gᵀ v)} of the batch's actions.
 *
 * @param <A> the array type
 */
final class FisherPass<A> {
  private final Precision<A> precision;
  private final boolean empirical;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;

  FisherPass(PolicyContext<A> context, boolean empirical) {
    this.precision = context.precision();
    this.empirical = empirical;
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    if (empirical) {
      quantities.add(Quantity.LOG_PROB);
    }
    this.reader = context.reader();
    this.columns = context.columns().quantities(quantities);
    this.pass = context.passes().gradient(this::tile);
  }

  /** Sums over the rows; to be given back to {@link #release}. */
  Partial<A> run(
      PackedParameters<A> theta, PackedParameters<A> direction, BatchStore<A> store, Rows rows) {
    columns.bindToRead(store, rows, reader);
    return pass.sum(rows.count(), theta, direction);
  }

  void release(Partial<A> total) {
    pass.release(total);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    columns.load(workspace, first, count);
    if (empirical) {
      Stages.empiricalFisher(workspace.policy(), workspace.step(), precision, count);
    } else {
      Stages.fisher(workspace.policy(), count);
    }
  }
}
