package dev.pigrad.rl.optimizer;

import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;

/**
 * Solves {@code A x = b} for a symmetric positive definite A that is known by its products
 * (Hestenes and Stiefel 1952). All vectors live where the engine computes; a solution allocates
 * nothing.
 *
 * <p>Parameters that A and b leave alone, such as those of a value function in a Fisher product,
 * stay 0 in x.
 */
public final class ConjugateGradient implements AutoCloseable {
  /** A, as {@code product = A v}. */
  @FunctionalInterface
  public interface Operator {
    /** Sets {@code product} to A v. */
    void times(Parameters v, Parameters product);
  }

  /** Why a solution ended. */
  public enum Stop {
    /** {@code ‖b − A x‖ ≤ tolerance ‖b‖}. */
    CONVERGED,
    /** The iterations are used up: x is the best of its Krylov space. */
    ITERATIONS,
    /** {@code pᵀ A p ≤ 0}: A is not positive definite along p; x is what came before. */
    NEGATIVE_CURVATURE,
    /** A product or b has an entry that is infinite or NaN; x is what came before. */
    NOT_FINITE
  }

  private final int maxIterations;
  private final double tolerance;
  private final Parameters residual;
  private final Parameters direction;
  private final Parameters product;
  private int iterations;
  private double relativeResidual;
  private double curvature;

  /**
   * A solver for vectors of {@code policy}'s parameters.
   *
   * @param maxIterations products with A at most, at least 1
   * @param tolerance of the residual, relative to b, at least 0
   */
  public ConjugateGradient(LoadedPolicy policy, int maxIterations, double tolerance) {
    this.maxIterations = maxIterations;
    this.tolerance = tolerance;
    this.residual = policy.newParameters();
    this.direction = policy.newParameters();
    this.product = policy.newParameters();
  }

  /** Sets x to the solution, from x = 0. */
  public Stop solve(Operator a, Parameters b, Parameters x) {
    x.fill(0);
    residual.fill(0);
    residual.axpy(1, b);
    direction.fill(0);
    direction.axpy(1, b);
    double squared = residual.dot(residual);
    double target = tolerance * tolerance * squared;
    double ofB = squared;
    curvature = Double.NaN;
    for (iterations = 0; iterations < maxIterations; iterations++) {
      relativeResidual = ofB == 0 ? 0 : Math.sqrt(squared / ofB);
      if (squared <= target) {
        return Stop.CONVERGED;
      }
      a.times(direction, product);
      curvature = direction.dot(product);
      if (!Double.isFinite(curvature)) {
        return Stop.NOT_FINITE;
      }
      if (curvature <= 0) {
        return Stop.NEGATIVE_CURVATURE;
      }
      double alpha = squared / curvature;
      x.axpy(alpha, direction);
      residual.axpy(-alpha, product);
      double next = residual.dot(residual);
      direction.scale(next / squared); // p ← r + β p
      direction.axpy(1, residual);
      squared = next;
    }
    relativeResidual = Math.sqrt(squared / ofB);
    return squared <= target ? Stop.CONVERGED : Stop.ITERATIONS;
  }

  /** Steps that the last solution took. */
  public int iterations() {
    return iterations;
  }

  /** {@code ‖b − A x‖ / ‖b‖} of the last solution, by the recurrence. */
  public double relativeResidual() {
    return relativeResidual;
  }

  /** {@code pᵀ A p} of the last solution's last step; NaN if it took none. */
  public double curvature() {
    return curvature;
  }

  @Override
  public void close() {
    residual.close();
    direction.close();
    product.close();
  }
}
