package dev.pigrad.runtime;

/**
 * The Fisher information of a policy at θ, averaged over a batch's states, as products {@code F v}
 * with {@code F = E[Jᵀ M J]}: J the Jacobian of the distribution's parameters in θ, M =
 * ∂²KL(p‖q)/∂q² at q = p. The empirical one, for a distribution without a closed KL the only one,
 * is {@code E[g gᵀ]}, g = ∇log π of the batch's actions.
 *
 * <p>Positive semi-definite and symmetric up to rounding. A value function has no part in it.
 *
 * <p>θ must not change while the operator is in use. The batch may: a product is over the columns
 * as they are when it is taken. Products of one operator are taken one after another.
 *
 * <p>The first product keeps the activations of the policy's forward pass for those that follow, of
 * as many rows as the budget has room for; those of the others are recomputed by each product, at
 * about a fifth of its cost. What is kept and what is not makes no difference to the result. OpenCL
 * devices keep nothing.
 */
public final class FisherOperator implements AutoCloseable {
  private static final long KEPT_BYTES = 256L << 20;

  private final FisherProducts<?> products;
  private final Batch batch;
  private final boolean empirical;
  private final FixedPoint theta;
  private long keptBytes = KEPT_BYTES;

  FisherOperator(PolicyOperations<?> operations, Parameters theta, Batch batch, boolean empirical) {
    this.products = operations.fisher(empirical);
    this.batch = batch;
    this.empirical = empirical;
    this.theta = new FixedPoint(theta, "fisher(theta, batch)");
  }

  /**
   * Sets how much memory the activations may take, about 0.6 KB per row for two hidden layers of 64
   * units. What was kept until now is given back.
   *
   * @param bytes at least 0, which keeps nothing
   * @return this
   */
  public FisherOperator keepAtMost(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "activations take at least 0 bytes, found " + bytes + "; 0 keeps none");
    }
    products.close();
    keptBytes = bytes;
    return this;
  }

  /** Whether it is the empirical {@code E[g gᵀ]}. */
  public boolean isEmpirical() {
    return empirical;
  }

  /**
   * Sets {@code product} to F v.
   *
   * @throws IllegalStateException if θ has changed since the operator was made
   */
  public void times(Parameters v, Parameters product) {
    products.times(theta.get(), batch, v, product, keptBytes);
  }

  /** Gives back what was kept. */
  @Override
  public void close() {
    theta.close();
    products.close();
  }
}
