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
 * {@code Σ_r w_r ∇log π(a_r|s_r)}.
 *
 * @param <A> the array type
 */
final class ScorePass<A> {
  private static final Set<Quantity> ONLY = EnumSet.of(Quantity.LOG_PROB);

  private final Precision<A> precision;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;
  private double[] weights = {};

  ScorePass(PolicyContext<A> context) {
    this.precision = context.precision();
    this.reader = context.reader();
    this.columns = context.columns().quantities(ONLY);
    this.pass = context.passes().gradient(this::tile);
  }

  /** Sums over the rows; to be given back to {@link #release}. */
  Partial<A> run(PackedParameters<A> theta, BatchStore<A> store, Rows rows, double[] weights) {
    columns.bindToRead(store, rows, reader);
    this.weights = weights;
    return pass.sum(rows.count(), theta, null);
  }

  void release(Partial<A> total) {
    pass.release(total);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    columns.load(workspace, first, count);
    Stages.forward(workspace.policy(), ONLY, count);
    precision.write(weights, first, workspace.step().cotangent(Quantity.LOG_PROB), 0, count);
    Stages.backward(workspace.policy(), ONLY, count);
  }
}
