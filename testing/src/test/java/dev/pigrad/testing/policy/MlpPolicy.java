package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.sin;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Length;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Activation;
import dev.pigrad.nn.Gelu;
import dev.pigrad.nn.LeakyRelu;
import dev.pigrad.nn.Mlp;
import java.util.List;

/** Networks of several depths, with activations of the library and of the user's own. */
@Policy
public record MlpPolicy(
    @Length(2) Mlp<Act, Hidden, Obs, Gelu> mean,
    @Length(0) Mlp<Act, Hidden, Obs, Sine> logStd,
    @Length(1) Ensemble<Act, Hidden, Obs, LeakyRelu> critics) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The hidden layers. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** An activation of the user's own. */
  @Differentiable
  public record Sine() implements Activation {
    @Override
    public <D extends Dim> Vector<D> apply(Vector<D> x) {
      return sin(x);
    }
  }

  /** Two networks, whose depth is said where they are used. */
  @Differentiable
  public record Ensemble<O extends Dim, H extends Dim, I extends Dim, F extends Activation>(
      Mlp<O, H, I, F> first, @Length(2) Mlp<O, H, I, F> second, List<Vector<O>> offsets) {
    /** The sum of both, moved. */
    public Vector<O> apply(Vector<I> x) {
      return first.apply(x).plus(second.apply(x)).plus(offsets.getFirst());
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(observation), logStd.apply(observation));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critics.apply(observation));
  }
}
