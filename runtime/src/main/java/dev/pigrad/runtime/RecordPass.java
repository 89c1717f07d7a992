package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;

/**
 * Records θ as the behaviour policy of the actions that are in the batch, or of none.
 *
 * @param <A> the array type
 */
final class RecordPass<A> {
  private final String reader;
  private final PassColumns<A> columns;
  private final Recording<A> recording;
  private final TilePass<A> pass;

  RecordPass(PolicyContext<A> context, boolean hasActions) {
    this.reader = context.reader();
    this.recording = new Recording<>(context, hasActions);
    this.columns = context.columns().inputs();
    if (recording.readsActions()) {
      columns.actions();
    }
    this.pass = context.passes().each(this::tile);
  }

  void run(PackedParameters<A> theta, BatchStore<A> store, Rows rows) {
    columns.bindToRead(store, rows, reader);
    recording.bind(store, rows);
    pass.each(rows.count(), theta);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    columns.load(workspace, first, count);
    workspace.policy().trunk(count);
    workspace.policy().distribution(count);
    recording.store(workspace, first, count);
  }
}
