package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.dot;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Length;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Embedding;
import dev.pigrad.nn.Gru;
import dev.pigrad.nn.LayerNorm;
import dev.pigrad.nn.Lstm;
import dev.pigrad.nn.Mlp;
import dev.pigrad.nn.Residual;
import dev.pigrad.nn.Tanh;

/** The layers of the library. */
@Policy
public record LayersPolicy(
    Embedding<Act, Hidden> lastAction,
    Gru<Hidden, Obs> gru,
    Lstm<Hidden, Hidden> lstm,
    LayerNorm<Hidden> norm,
    Residual<Hidden, Obs> residual,
    @Length(1) Mlp<Act, Hidden, Hidden, Tanh> logits,
    Vector<Hidden> critic) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The choices. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Categorical<Act> act(
      Vector<Obs> observation, Index<Act> last, Vector<Hidden> hidden, Vector<Hidden> cell) {
    return new Categorical<>(logits.apply(trunk(observation, last, hidden, cell)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(
      Vector<Obs> observation, Index<Act> last, Vector<Hidden> hidden, Vector<Hidden> cell) {
    return dot(critic, trunk(observation, last, hidden, cell));
  }

  private Vector<Hidden> trunk(
      Vector<Obs> observation, Index<Act> last, Vector<Hidden> hidden, Vector<Hidden> cell) {
    var remembered = gru.apply(observation, hidden).plus(lastAction.apply(last));
    var next = lstm.apply(remembered, new Lstm.State<>(hidden, cell));
    return residual.apply(norm.apply(next.hidden().plus(next.cell())));
  }
}
