package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Frozen;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A frozen scale of the observation, a frozen layer, a frozen spread. */
@Policy
public record FrozenPolicy(
    @Frozen Vector<Obs> scale,
    Linear<Hidden, Obs> first,
    @Frozen Linear<Hidden, Hidden> second,
    Linear<Act, Hidden> mean,
    @Frozen Vector<Act> logStd,
    Vector<Hidden> critic) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layers. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(trunk(observation)), logStd);
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return dot(critic, trunk(observation));
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    return tanh(second.apply(tanh(first.apply(observation.times(scale)))));
  }
}
