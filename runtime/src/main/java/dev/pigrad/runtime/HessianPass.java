package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Partial;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code Σ_r H_r v}: the pass of a gradient in dual numbers, whose gradient is the derivative of
 * the gradient along v.
 *
 * @param <A> the array type
 */
final class HessianPass<A> {
  private final SurrogateProgram surrogate;
  private final Set<Quantity> reads = EnumSet.noneOf(Quantity.class);
  private final Set<Quantity> differentiates = EnumSet.noneOf(Quantity.class);
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;

  HessianPass(PolicyContext<A> context, SurrogateProgram surrogate) {
    this.surrogate = surrogate;
    this.reads.addAll(surrogate.reads());
    this.differentiates.addAll(surrogate.differentiates());
    this.reader = "surrogate '" + surrogate.name() + "' with " + context.reader();
    this.columns = context.dualColumns().quantities(reads).extra(surrogate.extraColumns());
    this.pass = context.passes().dualGradient(surrogate.extraColumns().size(), this::tile);
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
    Stages.forward(workspace.dual(), reads, count);
    workspace.surrogateDual(surrogate).lossBackward(count);
    Stages.backward(workspace.dual(), differentiates, count);
  }
}
