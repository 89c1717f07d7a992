package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyTile;

/**
 * Sets the actions to the distribution's mode.
 *
 * @param <A> the array type
 */
final class ModePass<A> {
  private final String reader;
  private final PassColumns<A> inputs;
  private final PassColumns<A> actions;
  private final TilePass<A> pass;

  ModePass(PolicyContext<A> context) {
    this.reader = context.reader();
    this.inputs = context.columns().inputs();
    this.actions = context.columns().actions();
    this.pass = context.passes().each(this::tile);
  }

  void run(PackedParameters<A> theta, BatchStore<A> store, Rows rows) {
    inputs.bindToRead(store, rows, reader);
    actions.bindToWrite(store, rows);
    pass.each(rows.count(), theta);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    PolicyTile<A> tile = workspace.policy();
    inputs.load(workspace, first, count);
    tile.trunk(count);
    tile.distribution(count);
    tile.mode(count);
    actions.store(workspace, first, count);
  }
}
