package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Pass;
import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.execute.Transfer;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass whose columns are found in a batch with each call.
 *
 * @param <A> the array type
 */
final class BatchPass<A> {
  private static final double[] NO_SUMS = {};

  private final PassPlan plan;
  private final Pass<A> pass;
  private final String reader;
  private final double[] sums;
  private final List<String> reported;

  /**
   * A pass of {@code plan}.
   *
   * @param reader who reads the columns, for errors
   */
  BatchPass(PassPlan plan, Pass<A> pass, String reader) {
    this.plan = plan;
    this.pass = pass;
    this.reader = reader;
    this.sums = plan.sums() == 0 ? NO_SUMS : new double[plan.sums()];
    SurrogateProgram surrogate = plan.surrogate();
    this.reported = surrogate == null ? List.of() : List.copyOf(surrogate.reported());
  }

  /** The names of the reported values. */
  List<String> reported() {
    return reported;
  }

  /** What is summed over the rows: the loss and each reported value. */
  double[] sums() {
    return sums;
  }

  /**
   * Binds all columns to those of a batch.
   *
   * @throws IllegalStateException if one that is read was never written
   * @throws IllegalArgumentException if one is missing or has another width
   */
  BatchPass<A> bind(BatchStore<A> store, Rows rows) {
    return bindLoads(store, rows, plan.loads().size()).bindStores(store, rows);
  }

  private BatchPass<A> bindLoads(BatchStore<A> store, Rows rows, int count) {
    for (int i = 0; i < count; i++) {
      pass.bindLoad(i, store.read(plan.loads().get(i).leaf(), reader), rows);
    }
    return this;
  }

  private BatchPass<A> bindStores(BatchStore<A> store, Rows rows) {
    for (int i = 0; i < plan.stores().size(); i++) {
      pass.bindStore(i, store.write(plan.stores().get(i).leaf()), rows);
    }
    return this;
  }

  /** Binds what is loaded to a batch, but for the last column, which is {@code last}. */
  BatchPass<A> bind(BatchStore<A> store, Rows rows, Segments<A> last) {
    int position = plan.loads().size() - 1;
    pass.bindLoad(position, last, Rows.all(rows.count()));
    return bindLoads(store, rows, position);
  }

  /**
   * Binds what is loaded to a batch, and runs.
   *
   * @return what the plan stores, a row for each of {@code rows}, to be released
   */
  List<Segments<A>> results(
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      BatchStore<A> store,
      Rows rows,
      Precision<A> precision) {
    bindLoads(store, rows, plan.loads().size());
    List<Segments<A>> results = new ArrayList<>();
    for (Transfer transfer : plan.stores()) {
      Segments<A> result = new Segments<>(precision, rows.count(), transfer.leaf().width(), 0);
      var _ = result.allocate();
      pass.bindStore(results.size(), result, Rows.all(rows.count()));
      results.add(result);
    }
    run(rows.count(), theta, direction, null, 1);
    return results;
  }

  /** Keeps what it can from call to call, or nothing more; see {@link Pass#keepActivations}. */
  void keepActivations(long mostBytes) {
    pass.keepActivations(mostBytes);
  }

  /** Runs on what is bound; see {@link Pass#run}. */
  void run(
      int rows,
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      @Nullable A gradient,
      double factor) {
    pass.run(rows, theta, direction, gradient, factor, sums);
  }
}
