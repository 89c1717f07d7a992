package dev.pigrad.runtime;

/**
 * The Fisher information of a policy at θ, averaged over a batch's states, as products {@code F v}
 * with {@code F = E[Jᵀ M J]}: J the Jacobian of the distribution's parameters in θ, M =
 * ∂²KL(p‖q)/∂q² at q = p. Where the distribution has no closed KL it is the empirical {@code E[g
 * gᵀ]}, g = ∇log π of the batch's actions.
 *
 * <p>Positive semi-definite and symmetric up to rounding. A value function has no part in it.
 *
 * <p>The operator keeps no activations: each product recomputes the forward pass of a tile, which
 * then sits in cache, at about a fifth of its cost.
 */
public final class FisherOperator implements AutoCloseable {
  private final PolicyOperations<?> operations;
  private final Parameters theta;
  private final Batch batch;
  private final long version;
  private volatile boolean closed;

  FisherOperator(PolicyOperations<?> operations, Parameters theta, Batch batch) {
    this.operations = operations;
    this.theta = theta;
    this.batch = batch;
    this.version = theta.version();
  }

  /**
   * Sets {@code product} to F v.
   *
   * @throws IllegalStateException if θ has changed since the operator was made
   */
  public void times(Parameters v, Parameters product) {
    if (closed) {
      throw new IllegalStateException("this Fisher operator is closed; use it before close()");
    }
    if (theta.version() != version) {
      throw new IllegalStateException(
          "the parameters have changed since fisher(theta, batch); make a new operator");
    }
    operations.fisher(theta, batch, v, product);
  }

  @Override
  public void close() {
    closed = true;
  }
}
