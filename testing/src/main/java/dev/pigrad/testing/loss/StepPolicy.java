package dev.pigrad.testing.loss;

import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * The smallest policy that has every quantity of a step, each of which moves by itself: what
 * surrogates are tried on.
 *
 * @param gain of the mean
 * @param mean of the action where the observation is zero
 * @param logStd of the action
 * @param worth of the state, per unit of the observation
 */
@Policy
public record StepPolicy(
    Vector<One> gain, Vector<One> mean, Vector<One> logStd, Vector<One> worth) {

  /** A single entry. */
  @Size(1)
  public interface One extends Dim {}

  /** Normal, linear in the observation. */
  @ActionDistribution
  public Gaussian<One> act(Vector<One> observation) {
    return new Gaussian<>(observation.times(gain).plus(mean), logStd);
  }

  /** Linear in the observation. */
  @ValueFunction
  public Scalar value(Vector<One> observation) {
    return sum(observation.plus(worth).times(worth));
  }
}
