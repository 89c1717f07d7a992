package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A normal distribution whose covariance is a parameter. */
@Policy
public record SharedCholeskyPolicy(
    Linear<Hidden, Obs> trunk, Linear<Act, Hidden> mean, Matrix<Act, Act> factor) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The size of the action. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public CholeskyGaussian<Act> act(Vector<Obs> observation) {
    return new CholeskyGaussian<>(mean.apply(tanh(trunk.apply(observation))), factor);
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(tanh(trunk.apply(observation)));
  }
}
