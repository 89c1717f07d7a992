package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.concat;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.slice;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/**
 * Reads a record of vectors, a scalar and an index; joins, cuts and bounds them. The spread of its
 * actions depends on the state.
 */
@Policy
public record SeveralInputsPolicy(
    Linear<Hidden, Joint> first,
    Matrix<Act, Hidden> mean,
    Matrix<Act, Hidden> spread,
    Vector<Terrain> bonus,
    Vector<Goal> goalWeight,
    Scalar speedWeight) {

  /** Where it is. */
  public interface Position extends Dim {}

  /** Where it wants to be. */
  public interface Goal extends Dim {}

  /** Both. */
  public interface Joint extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** Kinds of terrain. */
  @Size(4)
  public interface Terrain extends Dim {}

  /** What is observed, by name. */
  public record Observation(Vector<Position> position, Vector<Goal> goal) {}

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Observation observation, Scalar speed, Index<Terrain> terrain) {
    var joint = concat(Joint.class, observation.position(), observation.goal());
    var hidden = tanh(first.apply(joint)).plusScalar(bonus.at(terrain));
    var bounded = clip(mean.times(hidden), -0.875, 1.125).timesScalar(speed);
    return new Gaussian<>(bounded, min(max(spread.times(hidden), -1.0625), 0.4375));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Observation observation, Scalar speed) {
    var weighted = observation.goal().times(goalWeight);
    var part = slice(Goal.class, concat(Joint.class, observation.position(), weighted), 1);
    var distance = dot(goalWeight, part.minus(observation.goal()));
    return max(square(distance), speed.times(speedWeight)).negate();
  }
}
