package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Independent heads of mixed kinds, one of them again of two: a record of distributions. */
@Policy
public record HeadsPolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Steer, Hidden> steer,
    Vector<Steer> logStd,
    Linear<Gear, Hidden> gear,
    Linear<Gear, Hidden> horn) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The continuous part of the action. */
  public interface Steer extends Dim {}

  /** The choices of its discrete parts. */
  public interface Gear extends Dim {}

  /** Two choices. */
  @Differentiable
  public record Choices<A extends Dim>(Categorical<A> gear, Categorical<A> horn) {}

  /** What a driver does. */
  @Differentiable
  public record Driving(Gaussian<Steer> steer, Choices<Gear> choices) {}

  /** The distribution of actions. */
  @ActionDistribution
  public Driving act(Vector<Obs> observation) {
    var hidden = tanh(trunk.apply(observation));
    return new Driving(
        new Gaussian<>(steer.apply(hidden), logStd),
        new Choices<>(
            new Categorical<>(gear.apply(hidden)), new Categorical<>(horn.apply(hidden))));
  }
}
