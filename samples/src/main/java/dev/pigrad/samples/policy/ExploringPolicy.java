package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.stopGradient;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.StateDependentExploration;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/**
 * Continuous actions explored by a function of the state (Raffin et al. 2021): the noise is linear
 * in the last hidden layer, which it sends no gradient to. Pendulum and the continuous mountain car
 * learn with it.
 *
 * @param logStd log of the deviation of the noise's weights, relative to {@code initialStd}
 * @param initialStd that deviation before any learning; a constant
 */
@Policy
public record ExploringPolicy(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> second,
    @Orthogonal(gain = 0.01) Linear<Act, Hidden> mean,
    Matrix<Hidden, Act> logStd,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Obs> criticFirst,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<Hidden, Hidden> criticSecond,
    @Orthogonal(gain = 1) Linear<One, Hidden> critic,
    double initialStd) {

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
  public StateDependentExploration<Act, Hidden> act(Vector<Obs> observation) {
    var hidden = tanh(second.apply(tanh(first.apply(observation))));
    var features = stopGradient(hidden).timesScalar(initialStd);
    return new StateDependentExploration<>(mean.apply(hidden), features, logStd);
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var hidden = tanh(criticSecond.apply(tanh(criticFirst.apply(observation))));
    return sum(critic.apply(hidden));
  }
}
