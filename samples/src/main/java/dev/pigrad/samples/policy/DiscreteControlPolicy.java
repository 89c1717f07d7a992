package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/**
 * {@link CartPolePolicy} for any number of observations and choices: two separate networks of two
 * tanh layers. Acrobot and the mountain car learn with it.
 */
@Policy
public record DiscreteControlPolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> second,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> choice,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> criticFirst,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> criticSecond,
    @Orthogonal(gain = 1) Linear<One, Hidden> critic) {

  /** What is observed; open. */
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(64)
  public interface Hidden extends Dim {}

  /** The choices; open. */
  public interface Act extends Dim {}

  /** A single number. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of choices in a state. */
  @ActionDistribution
  public Categorical<Act> act(Vector<Obs> observation) {
    var hidden = tanh(second.apply(tanh(first.apply(observation))));
    return new Categorical<>(choice.apply(hidden));
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var hidden = tanh(criticSecond.apply(tanh(criticFirst.apply(observation))));
    return sum(critic.apply(hidden));
  }
}
