package dev.pigrad.rl.exact;

import static dev.pigrad.lang.Ops.dot;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/** A logit for each action in each state, which is read one-hot, and a value for each state. */
@Policy
public record SoftmaxPolicy(Matrix<Act, State> logits, Vector<State> values) {
  /** The states; their number comes with the environment. */
  public interface State extends Dim {}

  /** The actions. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Categorical<Act> act(Vector<State> state) {
    return new Categorical<>(logits.times(state));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<State> state) {
    return dot(values, state);
  }
}
