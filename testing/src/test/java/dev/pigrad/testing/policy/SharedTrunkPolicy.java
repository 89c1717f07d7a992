package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A Gaussian head and a value head on one tanh trunk. */
@Policy
public record SharedTrunkPolicy(
    Linear<Hidden, Obs> first,
    Linear<Hidden, Hidden> second,
    Linear<Act, Hidden> mean,
    Vector<Act> logStd,
    Linear<One, Hidden> critic) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The trunk. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** One number. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(trunk(observation)), logStd);
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(trunk(observation)));
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    return tanh(second.apply(tanh(first.apply(observation))));
  }
}
