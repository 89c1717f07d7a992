package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/**
 * {@link PendulumPolicy} for any number of observations and any size of action: two separate
 * networks of two tanh layers, and a spread that is a parameter of its own.
 */
@Policy
public record ContinuousControlPolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> second,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> mean,
    Vector<Act> logStd,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> criticFirst,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> criticSecond,
    @Orthogonal(gain = 1) Linear<One, Hidden> critic) {

  /** What is observed; open. */
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(64)
  public interface Hidden extends Dim {}

  /** The size of an action; open. */
  public interface Act extends Dim {}

  /** A single number. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of actions in a state. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    var hidden = tanh(second.apply(tanh(first.apply(observation))));
    return new Gaussian<>(mean.apply(hidden), logStd);
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var hidden = tanh(criticSecond.apply(tanh(criticFirst.apply(observation))));
    return sum(critic.apply(hidden));
  }
}
