package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Swings the pendulum with torques of a {@link Laplace} distribution: mostly small errors. */
@Policy
public record LaplacePendulumPolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> second,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> location,
    Vector<Act> logScale,
    @Orthogonal(gain = 1) Linear<One, Hidden> critic) {

  /** Cosine and sine of the angle, angular velocity. */
  @Size(3)
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(64)
  public interface Hidden extends Dim {}

  /** The torque. */
  @Size(1)
  public interface Act extends Dim {}

  /** A single number. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of torques in a state. */
  @ActionDistribution
  public Laplace<Act> act(Vector<Obs> observation) {
    return new Laplace<>(location.apply(trunk(observation)), logScale);
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(trunk(observation)));
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    return tanh(second.apply(tanh(first.apply(observation))));
  }
}
