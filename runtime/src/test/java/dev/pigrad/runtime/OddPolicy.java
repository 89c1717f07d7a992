package dev.pigrad.runtime;

import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Every transcendental kernel (exp and expm1 are the Gaussian's), and sizes that no vector has. */
@Policy
public record OddPolicy(
    Linear<Hidden, Obs> first,
    Linear<Wide, Hidden> second,
    Linear<Act, Wide> mean,
    Linear<Act, Wide> spread,
    Linear<One, Wide> critic) {

  @Size(5)
  public interface Obs extends Dim {}

  @Size(19)
  public interface Hidden extends Dim {}

  @Size(33)
  public interface Wide extends Dim {}

  @Size(3)
  public interface Act extends Dim {}

  @Size(1)
  public interface One extends Dim {}

  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    var features = trunk(observation);
    var std = softplus(spread.apply(features)).plusScalar(0.1);
    return new Gaussian<>(mean.apply(features), log(std));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(trunk(observation)));
  }

  private Vector<Wide> trunk(Vector<Obs> observation) {
    return sigmoid(second.apply(tanh(first.apply(observation))));
  }
}
