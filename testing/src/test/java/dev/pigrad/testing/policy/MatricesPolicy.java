package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.diagonal;
import static dev.pigrad.lang.Ops.diagonalMatrix;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.outer;
import static dev.pigrad.lang.Ops.reshape;
import static dev.pigrad.lang.Ops.solveLower;
import static dev.pigrad.lang.Ops.solveLowerTransposed;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.stopGradient;
import static dev.pigrad.lang.Ops.strictlyLower;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.StateDependentExploration;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/** Every operation on matrices: parameters, and what is computed of them and of the state. */
@Policy
public record MatricesPolicy(
    Matrix<Hidden, Obs> encoder,
    Matrix<Hidden, Hidden> mixing,
    Matrix<Hidden, Act> decoder,
    Vector<Entries> shift,
    Scalar width) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The size of the action. */
  public interface Act extends Dim {}

  /** The entries of a matrix from Obs to Hidden. */
  public interface Entries extends Dim {}

  /** The library's exploration, drawn by the user. */
  @Differentiable
  public record Exploring<A extends Dim, F extends Dim>(
      Vector<A> mean, Vector<F> features, Matrix<F, A> logStd) {
    /** log p(a). */
    public Scalar logProb(Vector<A> action) {
      return inner().logProb(action);
    }

    /** Entropy. */
    public Scalar entropy() {
      return inner().entropy();
    }

    /** KL(this‖other). */
    public Scalar kl(Exploring<A, F> other) {
      return inner().kl(other.inner());
    }

    /** μ + Θᵀ φ, and the least noise, which is left where all features are zero. */
    public Vector<A> sample(Noise noise) {
      var theta = exp(logStd).hadamard(noise.normalLike(logStd));
      var least = noise.normalLike(mean).timesScalar(1e-3);
      return mean.plus(theta.transposed().times(features)).plus(least);
    }

    /** μ. */
    public Vector<A> mode() {
      return inner().mode();
    }

    private StateDependentExploration<A, F> inner() {
      return new StateDependentExploration<>(mean, features, logStd);
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Exploring<Act, Hidden> act(Vector<Obs> observation, Index<Hidden> place) {
    var features = tanh(solveLower(lower(), encoder.times(observation)));
    var mean = decoder.transposed().times(features).plus(decoder.row(place));
    var weights = exp(decoder.negate().timesScalar(0.25));
    var far = square(decoder).hadamard(weights).minus(stopGradient(decoder).timesScalar(width));
    // at most 1, so that its exponential is a float's
    var logStd = exp(square(far.plusToRows(mean)).timesScalar(-0.0625));
    return new Exploring<>(mean, features, logStd);
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation, Index<Hidden> place) {
    var moved = encoder.plus(reshape(Hidden.class, Obs.class, shift));
    var solved = solveLower(lower(), moved.times(outer(observation, observation)));
    var back = solveLowerTransposed(lower(), solved.rowSums());
    var entries = reshape(Entries.class, outer(back, observation)).times(shift);
    return sum(back.plus(solved.times(observation)))
        .plus(sum(entries))
        .plus(sum(solved.row(place)));
  }

  private Matrix<Hidden, Hidden> lower() {
    return strictlyLower(mixing).timesScalar(0.25).plus(diagonalMatrix(exp(diagonal(mixing))));
  }
}
