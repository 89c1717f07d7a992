package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;

/**
 * Stores θ as the behaviour policy of a batch, as far as the policy has its parts: the
 * distribution, log π of the actions, the value.
 *
 * @param <A> the array type
 */
final class Recording<A> {
  private final boolean logProb;
  private final boolean value;
  private final PassColumns<A> columns;

  /**
   * What is recorded of a policy.
   *
   * @param hasActions whether the batch has actions whose log-probability can be recorded
   */
  Recording(PolicyContext<A> context, boolean hasActions) {
    this.logProb = hasActions && context.offers().contains(Quantity.LOG_PROB);
    this.value = context.offers().contains(Quantity.VALUE);
    this.columns = context.columns().old();
    if (logProb) {
      columns.scalar(Batch.OLD_LOG_PROB, Quantity.LOG_PROB);
    }
    if (value) {
      columns.scalar(Batch.OLD_VALUE, Quantity.VALUE);
    }
  }

  /** Whether it reads the batch's actions. */
  boolean readsActions() {
    return logProb;
  }

  void bind(BatchStore<A> store, Rows rows) {
    columns.bindToWrite(store, rows);
  }

  /** Stores the rows of a tile whose trunk and distribution are computed. */
  void store(Workspace<A> workspace, int first, int count) {
    PolicyTile<A> tile = workspace.policy();
    tile.recordOld(count);
    if (logProb) {
      tile.logProb(count);
    }
    if (value) {
      tile.value(count);
    }
    columns.store(workspace, first, count);
  }
}
