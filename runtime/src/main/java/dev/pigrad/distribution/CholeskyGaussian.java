package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.diagonal;
import static dev.pigrad.lang.Ops.diagonalMatrix;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.solveLower;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.strictlyLower;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A normal distribution with any covariance: {@code a ~ N(μ, L Lᵀ)}.
 *
 * @param mean μ, any real
 * @param factor the lower triangular L with the logarithms of its diagonal in place of the
 *     diagonal, so that every real matrix is one; what is above the diagonal is not read; of the
 *     state or shared by all states
 * @param <A> the size of the action
 */
@Differentiable
public record CholeskyGaussian<A extends Dim>(Vector<A> mean, Matrix<A, A> factor) {
  /** ½ log 2π. */
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** log p(a) = −½ ‖L⁻¹ (a − μ)‖² − Σⱼ log Lⱼⱼ + ½ log 2π. */
  public Scalar logProb(Vector<A> action) {
    var deviation = solveLower(lower(), action.minus(mean));
    return sum(
        square(deviation).timesScalar(-0.5).minus(logDiagonal().plusScalar(HALF_LOG_TWO_PI)));
  }

  /** H = Σⱼ log Lⱼⱼ + ½ log 2πe. */
  public Scalar entropy() {
    return sum(logDiagonal().plusScalar(HALF_LOG_TWO_PI + 0.5));
  }

  /**
   * KL(p‖q) = ½ (‖M‖² − n − log |M|² + ‖L_q⁻¹ (μ_p − μ_q)‖²) with M = L_q⁻¹ L_p, which is lower
   * triangular: its diagonal is that of L_p over that of L_q, and enters without cancellation.
   */
  public Scalar kl(CholeskyGaussian<A> other) {
    var logRatio = logDiagonal().minus(other.logDiagonal()).timesScalar(2);
    var below = square(strictlyLower(solveLower(other.lower(), lower()))).rowSums();
    var distance = square(solveLower(other.lower(), mean.minus(other.mean)));
    return sum(expm1(logRatio).minus(logRatio).plus(below).plus(distance)).times(0.5);
  }

  /** a = μ + L ε with ε ~ N(0, 1): reparameterised. */
  public Vector<A> sample(Noise noise) {
    return mean.plus(lower().times(noise.normalLike(mean)));
  }

  /** The most probable action, μ. */
  public Vector<A> mode() {
    return mean;
  }

  private Matrix<A, A> lower() {
    return strictlyLower(factor).plus(diagonalMatrix(exp(logDiagonal())));
  }

  private Vector<A> logDiagonal() {
    return diagonal(factor);
  }
}
