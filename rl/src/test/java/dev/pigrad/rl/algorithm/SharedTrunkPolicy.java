package dev.pigrad.rl.algorithm;

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

/** CartPole's choice and value from one hidden layer that both share. */
@Policy
public record SharedTrunkPolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> trunk,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> choice,
    @Orthogonal(gain = 1) Linear<One, Hidden> worth) {
  /** Position, velocity, angle, angular velocity. */
  @Size(4)
  public interface Obs extends Dim {}

  /** Width of the hidden layer. */
  @Size(32)
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
    return new Categorical<>(choice.apply(tanh(trunk.apply(observation))));
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(worth.apply(tanh(trunk.apply(observation))));
  }
}
