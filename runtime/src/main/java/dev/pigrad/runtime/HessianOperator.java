package dev.pigrad.runtime;

import dev.pigrad.runtime.program.SurrogateProgram;

/**
 * The Hessian of a mean loss at θ, as products {@code H v}: exact at any θ, by forward mode over
 * reverse mode, at about three times the cost of a gradient.
 *
 * <p>Symmetric up to rounding, not definite. Where a loss has a kink ({@code clip}, {@code min}) it
 * is that of the side which the gradient takes; what {@code stopGradient} holds constant for the
 * gradient is constant here too. The value function has its part in it, as far as the loss reads
 * the value.
 */
public final class HessianOperator implements AutoCloseable {
  private final PolicyOperations<?> operations;
  private final SurrogateProgram surrogate;
  private final Batch batch;
  private final FixedPoint theta;

  HessianOperator(
      PolicyOperations<?> operations, Parameters theta, SurrogateProgram surrogate, Batch batch) {
    this.operations = operations;
    this.surrogate = surrogate;
    this.batch = batch;
    this.theta = new FixedPoint(theta, "hessian(theta, surrogate, batch)");
  }

  /**
   * Sets {@code product} to H v.
   *
   * @throws IllegalStateException if θ has changed since the operator was made
   */
  public void times(Parameters v, Parameters product) {
    operations.hessian(theta.get(), surrogate, batch, v, product);
  }

  @Override
  public void close() {
    theta.close();
  }
}
