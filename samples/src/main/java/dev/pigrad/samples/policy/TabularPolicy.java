package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.dot;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A table of logits, one per action and state, {@code π(a|s) = softmax(W s)ₐ} with s one-hot, and
 * one of values. For the bandit and the grid world, whose exact gradient is known for W.
 */
@Policy
public record TabularPolicy(Matrix<Act, State> logits, Vector<State> values) {
  /** The states; open. */
  public interface State extends Dim {}

  /** The actions; open. */
  public interface Act extends Dim {}

  /** The distribution of actions in a state. */
  @ActionDistribution
  public Categorical<Act> act(Vector<State> state) {
    return new Categorical<>(logits.times(state));
  }

  /** The expected return from a state. */
  @ValueFunction
  public Scalar value(Vector<State> state) {
    return dot(values, state);
  }
}
