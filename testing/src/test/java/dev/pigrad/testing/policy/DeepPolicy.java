package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Length;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;
import java.util.List;

/** Stacks of equal layers and of equal vectors. */
@Policy
public record DeepPolicy(
    Linear<Hidden, Obs> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) @Length(3) List<Linear<Hidden, Hidden>> layers,
    @Length(2) List<Vector<Hidden>> gates,
    Linear<Act, Hidden> choice) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** A layer. */
  public interface Hidden extends Dim {}

  /** The choices. */
  public interface Act extends Dim {}

  /** The distribution of choices. */
  @ActionDistribution
  public Categorical<Act> act(Vector<Obs> observation) {
    return new Categorical<>(choice.apply(trunk(observation)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return average(layers.getLast().apply(trunk(observation))).times(layers.size());
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    var hidden = tanh(first.apply(observation));
    for (Linear<Hidden, Hidden> layer : layers) {
      hidden = hidden.plus(tanh(layer.apply(hidden)));
    }
    for (int i = 0; i < gates.size(); i++) {
      hidden = hidden.times(gates.get(i));
    }
    return hidden;
  }
}
