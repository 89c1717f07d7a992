package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyTile;

/**
 * One leaf of the action distribution of each row.
 *
 * @param <A> the array type
 */
final class DistributionPass<A> {
  private final Precision<A> precision;
  private final int leaf;
  private final int stride;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;
  private double[][] target = {};

  DistributionPass(PolicyContext<A> context, int leaf) {
    this.precision = context.precision();
    this.leaf = leaf;
    this.stride =
        context.backend().kernels().stride(context.program().distribution().get(leaf).width());
    this.reader = context.reader();
    this.columns = context.columns().inputs();
    this.pass = context.passes().each(this::tile);
  }

  void run(PackedParameters<A> theta, BatchStore<A> store, Rows rows, double[][] target) {
    columns.bindToRead(store, rows, reader);
    this.target = target;
    pass.each(rows.count(), theta);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    PolicyTile<A> tile = workspace.policy();
    columns.load(workspace, first, count);
    tile.trunk(count);
    tile.distribution(count);
    tile.recordOld(count);
    for (int row = 0; row < count; row++) {
      double[] entries = target[first + row];
      precision.read(tile.old(leaf), row * stride, entries, 0, entries.length);
    }
  }
}
