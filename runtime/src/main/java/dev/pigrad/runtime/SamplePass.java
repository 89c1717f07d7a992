package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyTile;
import java.util.List;

/**
 * Draws actions from the noise columns, and records θ as their behaviour policy.
 *
 * @param <A> the array type
 */
final class SamplePass<A> {
  private final String reader;
  private final PassColumns<A> inputs;
  private final PassColumns<A> noise;
  private final PassColumns<A> actions;
  private final Recording<A> recording;
  private final TilePass<A> pass;

  SamplePass(PolicyContext<A> context) {
    this.reader = context.reader();
    this.inputs = context.columns().inputs();
    this.noise = context.columns().noise();
    this.actions = context.columns().actions();
    this.recording = new Recording<>(context, true);
    this.pass = context.passes().each(this::tile);
  }

  /** Fills the noise columns: row i from stream i. */
  void draw(BatchStore<A> store, Rows rows, List<RandomStream> streams) {
    noise.bindToWrite(store, rows);
    noise.draw(rows.count(), streams);
  }

  void run(PackedParameters<A> theta, BatchStore<A> store, Rows rows) {
    inputs.bindToRead(store, rows, reader);
    noise.bindToRead(store, rows, reader);
    actions.bindToWrite(store, rows);
    recording.bind(store, rows);
    pass.each(rows.count(), theta);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    PolicyTile<A> tile = workspace.policy();
    inputs.load(workspace, first, count);
    noise.load(workspace, first, count);
    tile.trunk(count);
    tile.distribution(count);
    tile.sample(count);
    actions.store(workspace, first, count);
    recording.store(workspace, first, count);
  }
}
