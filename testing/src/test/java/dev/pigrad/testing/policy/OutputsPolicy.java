package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.squaredNorm;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Output;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A second value head, a penalty on what the distribution computes, and outputs of few words. */
@Policy
public record OutputsPolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Act, Hidden> mean,
    Vector<Act> logStd,
    Linear<Act, Hidden> critic,
    Linear<Act, Hidden> costCritic,
    Scalar multiplier) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** What all heads read. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(hidden(observation)), logStd);
  }

  /** The value of an observation. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(hidden(observation)));
  }

  /** Expected costs. */
  @Output
  public Scalar cost(Vector<Obs> observation) {
    return softplus(sum(costCritic.apply(hidden(observation))));
  }

  /** ‖μ‖². */
  @Output
  public Scalar penalty(Vector<Obs> observation) {
    return squaredNorm(mean.apply(hidden(observation)));
  }

  /** A Lagrange multiplier, the same for every observation. */
  @Output
  public Scalar price(Vector<Obs> observation) {
    return multiplier;
  }

  /** The same as {@link #cost}. */
  @Output
  public Scalar costAgain(Vector<Obs> observation) {
    return cost(observation);
  }

  private Vector<Hidden> hidden(Vector<Obs> observation) {
    return tanh(trunk.apply(observation));
  }
}
