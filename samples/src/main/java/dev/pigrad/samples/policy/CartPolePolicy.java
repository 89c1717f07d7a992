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
 * Two separate networks of two tanh layers: one chooses to push left or right, one values the
 * state.
 *
 * <p>Gains of the initial weights as in Stable-Baselines3: √2 inside, 0.01 for the choice, so that
 * the first policy is close to uniform, 1 for the value.
 */
@Policy
public record CartPolePolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> second,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> choice,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> criticFirst,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> criticSecond,
    @Orthogonal(gain = 1) Linear<One, Hidden> critic) {

  /** Position, velocity, angle, angular velocity. */
  @Size(4)
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(64)
  public interface Hidden extends Dim {}

  /** Left or right. */
  @Size(2)
  public interface Act extends Dim {}

  /** A single number. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of pushes in a state. */
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
