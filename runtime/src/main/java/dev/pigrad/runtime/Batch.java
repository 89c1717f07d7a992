package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Rows;
import java.util.List;

/**
 * Samples of a policy, kept where the engine computes: one column per leaf of the inputs and of the
 * action, by the user's names, and the columns that a step of a surrogate reads.
 *
 * <table>
 * <caption>Columns of every batch</caption>
 * <tr><td>{@code observation} …</td><td>what the policy reads</td></tr>
 * <tr><td>{@code action} …</td><td>the action; an index is stored as a whole number</td></tr>
 * <tr><td>{@code noise.0} …</td><td>the variates that actions are drawn with</td></tr>
 * <tr><td>{@code old.mean} …</td><td>the behaviour policy's distribution, recorded</td></tr>
 * <tr><td>{@code oldLogProb}, {@code oldValue}</td><td>recorded</td></tr>
 * <tr><td>{@code advantage}, {@code returnTarget}</td><td>to be set where a surrogate reads it</td>
 * </tr>
 * <tr><td>{@code weight}</td><td>1 unless set</td></tr>
 * </table>
 *
 * A column takes memory once something is written to it; a column that was never written cannot be
 * computed with, except {@code weight}.
 */
public final class Batch implements AutoCloseable {
  /** Advantage estimates. */
  public static final String ADVANTAGE = "advantage";

  /** Targets of the value function. */
  public static final String RETURN_TARGET = "returnTarget";

  /** Weights of the samples, 1 unless set. */
  public static final String WEIGHT = "weight";

  /** log π_old(a|s). */
  public static final String OLD_LOG_PROB = "oldLogProb";

  /** V_old(s). */
  public static final String OLD_VALUE = "oldValue";

  private final BatchStore<?> store;
  private final Rows rows;

  Batch(BatchStore<?> store) {
    this(store, Rows.all(store.rows()));
  }

  private Batch(BatchStore<?> store, Rows rows) {
    this.store = store;
    this.rows = rows;
  }

  /** Number of samples. */
  public int rows() {
    return rows.count();
  }

  /** The names of all columns. */
  public List<String> columns() {
    return store.names();
  }

  /**
   * The column of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Column column(String name) {
    store.requireOpen();
    return new Column(name, store.column(name), rows, store::requireOpen);
  }

  /**
   * Adds a column, for a surrogate that reads more than every batch has. A view adds it to the
   * batch that it shows.
   *
   * @param width entries per sample
   * @throws IllegalArgumentException if there is one of this name
   */
  public void addColumn(String name, int width) {
    store.requireOpen();
    store.add(name, width);
  }

  /**
   * A view of the rows {@code rows[from]} to {@code rows[to - 1]}, in that order, usable wherever a
   * batch is: a minibatch. Nothing is copied; what is written to the view is written to this batch.
   * A row may appear more than once where the view is only read.
   */
  public Batch select(int[] rows, int from, int to) {
    store.requireOpen();
    if (from == to) {
      throw new IllegalArgumentException("a view needs at least 1 row, found none");
    }
    return new Batch(store, this.rows.select(rows, from, to));
  }

  /** Closes the batch and all its views. */
  @Override
  public void close() {
    store.close();
  }

  /** What is behind it, once it is known to be of this policy and engine. */
  @SuppressWarnings("unchecked") // one engine has one array type
  <A> BatchStore<A> in(ParameterSpace<A> space, BatchLayout layout) {
    store.requireOpen();
    if (!store.belongsTo(space.engine(), space.policy(), layout)) {
      throw new IllegalArgumentException(
          "this is a batch of "
              + store.description()
              + ", found in a call of "
              + space.description()
              + "; make it with that policy's newBatch(rows)");
    }
    return (BatchStore<A>) store;
  }

  /** Which rows of the store it shows. */
  Rows view() {
    return rows;
  }
}
