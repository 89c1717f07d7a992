package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A distribution of the user's own with neither entropy nor KL. */
@Policy
public record LogisticPolicy(Linear<Act, Obs> location, Vector<Act> logScale) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** Independent logistic distributions: F(a) = sigmoid((a − μ) / s). */
  @Differentiable
  public record Logistic<A extends Dim>(Vector<A> location, Vector<A> logScale) {
    /** log p(a) = Σⱼ −z − log s − 2 log(1 + e⁻ᶻ), z = (a − μ) / s. */
    public Scalar logProb(Vector<A> action) {
      var z = action.minus(location).divided(exp(logScale));
      return sum(z.negate().minus(logScale).minus(softplus(z.negate()).timesScalar(2)));
    }

    /** a = μ + s log(u / (1 − u)). */
    public Vector<A> sample(Noise noise) {
      var u = noise.uniformLike(location);
      var logit = log(u).minus(log(u.negate().plusScalar(1)));
      return location.plus(exp(logScale).times(logit));
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Logistic<Act> act(Vector<Obs> observation) {
    return new Logistic<>(location.apply(observation), logScale);
  }
}
