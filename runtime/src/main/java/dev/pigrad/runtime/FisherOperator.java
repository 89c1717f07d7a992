package dev.pigrad.runtime;

/**
 * The Fisher information of a policy at θ, averaged over a batch's states, as products {@code F v}
 * with {@code F = E[Jᵀ M J]}: J the Jacobian of the distribution's parameters in θ, M =
 * ∂²KL(p‖q)/∂q² at q = p. The empirical one, for a distribution without a closed KL the only one,
 * is {@code E[g gᵀ]}, g = ∇log π of the batch's actions.
 *
 * <p>Positive semi-definite and symmetric up to rounding. A value function has no part in it.
 *
 * <p>The operator keeps no activations: each product recomputes the forward pass of a tile, which
 * then sits in cache, at about a fifth of its cost.
 */
public final class FisherOperator implements AutoCloseable {
  private final PolicyOperations<?> operations;
  private final Batch batch;
  private final boolean empirical;
  private final FixedPoint theta;

  FisherOperator(PolicyOperations<?> operations, Parameters theta, Batch batch, boolean empirical) {
    this.operations = operations;
    this.batch = batch;
    this.empirical = empirical;
    this.theta = new FixedPoint(theta, "fisher(theta, batch)");
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
    operations.fisher(theta.get(), batch, empirical, v, product);
  }

  @Override
  public void close() {
    theta.close();
  }
}
