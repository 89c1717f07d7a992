package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.reshape;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A normal distribution whose covariance is of the state. */
@Policy
public record CholeskyPolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Act, Hidden> mean,
    Linear<Entries, Hidden> factor,
    Matrix<Act, Act> shared) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The size of the action. */
  public interface Act extends Dim {}

  /** The entries of the factor. */
  public interface Entries extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public CholeskyGaussian<Act> act(Vector<Obs> observation) {
    var hidden = tanh(trunk.apply(observation));
    Matrix<Act, Act> own = reshape(Act.class, Act.class, factor.apply(hidden));
    return new CholeskyGaussian<>(mean.apply(hidden), own.timesScalar(0.25).plus(shared));
  }
}
