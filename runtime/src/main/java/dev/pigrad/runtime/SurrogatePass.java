package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Partial;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The mean loss of a surrogate, its reported means, and the gradient if that is wanted.
 *
 * @param <A> the array type
 */
final class SurrogatePass<A> {
  private final Precision<A> precision;
  private final SurrogateProgram surrogate;
  private final Set<Quantity> reads;
  private final Set<Quantity> differentiates;
  private final List<String> reported;
  private final boolean backward;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;

  SurrogatePass(PolicyContext<A> context, SurrogateProgram surrogate, boolean backward) {
    this.precision = context.precision();
    this.surrogate = surrogate;
    this.reads = copy(surrogate.reads());
    this.differentiates = copy(surrogate.differentiates());
    this.reported = List.copyOf(surrogate.reported());
    this.backward = backward;
    this.reader = "surrogate '" + surrogate.name() + "' with " + context.reader();
    this.columns = context.columns().quantities(reads).extra(surrogate.extraColumns());
    int extra = surrogate.extraColumns().size();
    this.pass = context.passes().sums(extra, 1 + reported.size(), backward, this::tile);
  }

  private static Set<Quantity> copy(Set<Quantity> quantities) {
    Set<Quantity> copy = EnumSet.noneOf(Quantity.class);
    copy.addAll(quantities);
    return copy;
  }

  List<String> reported() {
    return reported;
  }

  /** Sums over the rows; to be given back to {@link #release}. */
  Partial<A> run(PackedParameters<A> theta, BatchStore<A> store, Rows rows) {
    columns.bindToRead(store, rows, reader);
    return pass.sum(rows.count(), theta, null);
  }

  void release(Partial<A> total) {
    pass.release(total);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    SurrogateTile<A> loss = workspace.surrogate(surrogate);
    columns.load(workspace, first, count);
    Stages.forward(workspace.policy(), reads, count);
    loss.loss(count);
    sums[0] += precision.sum(loss.loss(), count);
    for (int i = 0; i < reported.size(); i++) {
      sums[1 + i] += precision.sum(loss.reported(i), count);
    }
    if (backward) {
      loss.lossBackward(count);
      Stages.backward(workspace.policy(), differentiates, count);
    }
  }
}
