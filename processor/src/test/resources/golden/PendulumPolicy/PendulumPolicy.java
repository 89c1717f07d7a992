package example;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

@Policy
public record PendulumPolicy(
    Linear<Hidden, Obs> first,
    Linear<Hidden, Hidden> second,
    Linear<Act, Hidden> mean,
    Vector<Act> logStd,
    Linear<One, Hidden> critic) {

  @Size(3)  public interface Obs extends Dim {}
  @Size(64) public interface Hidden extends Dim {}
  @Size(1)  public interface Act extends Dim {}
  @Size(1)  public interface One extends Dim {}

  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(trunk(observation)), logStd);
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(trunk(observation)));
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    return tanh(second.apply(tanh(first.apply(observation))));
  }
}
