package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.relu;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A Categorical head on relu layers, nested records, and a critic that shares nothing with it. */
@Policy
public record SeparateCriticPolicy(
    Network<Hidden, Obs> actor,
    Linear<Act, Hidden> logits,
    Network<Hidden, Obs> critic,
    Scalar offset) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** A layer. */
  public interface Hidden extends Dim {}

  /** The choices. */
  public interface Act extends Dim {}

  /** Two relu layers. */
  @Differentiable
  public record Network<H extends Dim, I extends Dim>(Linear<H, I> first, Linear<H, H> second) {
    /** The second layer's activations. */
    public Vector<H> apply(Vector<I> x) {
      return relu(second.apply(relu(first.apply(x))));
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Categorical<Act> act(Vector<Obs> observation) {
    return new Categorical<>(logits.apply(actor.apply(observation)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return average(critic.apply(observation)).plus(offset);
  }
}
