package example;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** The width of the hidden layer is open until the program is constructed. */
@Policy
public record CartPolePolicy(
    Linear<Hidden, Obs> first, Linear<Push, Hidden> logits, Linear<One, Hidden> critic) {

  @Size(4)
  public interface Obs extends Dim {}

  public interface Hidden extends Dim {}

  @Size(2)
  public interface Push extends Dim {}

  @Size(1)
  public interface One extends Dim {}

  @ActionDistribution
  public Categorical<Push> act(Vector<Obs> state) {
    return new Categorical<>(logits.apply(relu(first.apply(state))));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> state) {
    return sum(critic.apply(relu(first.apply(state))));
  }
}
