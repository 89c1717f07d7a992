package dev.pigrad.runtime.execute;

import org.jspecify.annotations.Nullable;

/**
 * A {@link PassPlan} over all tiles of a batch. An object serves one call at a time and is used
 * again for the next, so that a call allocates nothing.
 *
 * <p>The result is the same from run to run: what is summed over the rows has a fixed order.
 *
 * @param <A> the array type
 */
public interface Pass<A> {
  /** Sets the column that the plan's load of this position reads, and which rows make the batch. */
  void bindLoad(int position, Segments<A> column, Rows rows);

  /** Sets the column that the plan's store of this position writes. */
  void bindStore(int position, Segments<A> column, Rows rows);

  /**
   * Says that calls from now on are at one θ, over the same rows: what trunk and distribution leave
   * of a tile can be kept from one call to the next. Where that is not kept, it is computed again,
   * with the same result bit for bit, and so it is after a write to the columns. A backend that
   * keeps nothing does nothing here.
   *
   * @param mostBytes what that may take; 0 if calls may be at any θ
   */
  default void keepActivations(long mostBytes) {}

  /**
   * Runs the plan on every tile of {@code rows} rows at θ.
   *
   * @param direction v where stages push it forward
   * @param gradient takes the sum of the gradient times {@code factor}, dense, zeros where frozen;
   *     there if the plan has one
   * @param sums takes the plan's sums
   * @throws IllegalArgumentException if an index is not one of its choices
   */
  void run(
      int rows,
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      @Nullable A gradient,
      double factor,
      double[] sums);
}
