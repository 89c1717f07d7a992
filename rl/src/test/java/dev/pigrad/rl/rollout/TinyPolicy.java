package dev.pigrad.rl.rollout;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Reads one number and chooses one of two actions; its value is linear. */
@Policy
public record TinyPolicy(Linear<Two, One> choice, Linear<One, One> worth) {
  /** What is observed. */
  @Size(1)
  public interface One extends Dim {}

  /** The choices. */
  @Size(2)
  public interface Two extends Dim {}

  /** The distribution of choices. */
  @ActionDistribution
  public Categorical<Two> act(Vector<One> observation) {
    return new Categorical<>(choice.apply(observation));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<One> observation) {
    return Ops.sum(worth.apply(observation));
  }
}
