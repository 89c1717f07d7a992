package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Pool;
import org.jspecify.annotations.Nullable;

/**
 * Fisher-vector products at one θ over one batch, with a pass of their own that keeps what they
 * share.
 *
 * @param <A> the array type
 */
final class FisherProducts<A> {
  private final PolicyOperations<A> operations;
  private final Pool<BatchPass<A>> pool;
  private @Nullable BatchPass<A> pass;

  /**
   * No product yet.
   *
   * @param pool of passes that keep nothing
   */
  FisherProducts(PolicyOperations<A> operations, Pool<BatchPass<A>> pool) {
    this.operations = operations;
    this.pool = pool;
  }

  /** Sets {@code product} to F v; keeps at most {@code mostBytes} from the first call on. */
  synchronized void times(
      Parameters theta, Batch batch, Parameters v, Parameters product, long mostBytes) {
    BatchPass<A> own = pass;
    if (own == null) {
      own = pool.take();
      own.keepActivations(mostBytes);
      pass = own;
    }
    operations.product(own, theta, batch, v, product);
  }

  /** Gives back what was kept. */
  synchronized void close() {
    BatchPass<A> own = pass;
    if (own != null) {
      own.keepActivations(0);
      pool.give(own);
      pass = null;
    }
  }
}
