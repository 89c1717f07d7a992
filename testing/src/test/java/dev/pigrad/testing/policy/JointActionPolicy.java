package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.concat;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** An action of several parts: a distribution of the user's own, made of the library's. */
@Policy
public record JointActionPolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Steer, Hidden> steer,
    Vector<Steer> logStd,
    Linear<Gear, Hidden> gear,
    Vector<Twice> critic) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The layer twice. */
  public interface Twice extends Dim {}

  /** The continuous part of the action. */
  public interface Steer extends Dim {}

  /** The choices of its discrete part. */
  public interface Gear extends Dim {}

  /** What a driver does. */
  public record Drive(Vector<Steer> steer, Index<Gear> gear) {}

  /** Independent parts: their log-probabilities, entropies and divergences add up. */
  @Differentiable
  public record Driving(Gaussian<Steer> steer, Categorical<Gear> gear) {
    /** log π(a|s). */
    public Scalar logProb(Drive action) {
      return steer.logProb(action.steer()).plus(gear.logProb(action.gear()));
    }

    /** Entropy. */
    public Scalar entropy() {
      return steer.entropy().plus(gear.entropy());
    }

    /** KL(this‖other). */
    public Scalar kl(Driving other) {
      return steer.kl(other.steer).plus(gear.kl(other.gear));
    }

    /** A draw. */
    public Drive sample(Noise noise) {
      return new Drive(steer.sample(noise), gear.sample(noise));
    }

    /** The most probable action. */
    public Drive mode() {
      return new Drive(steer.mode(), gear.mode());
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Driving act(Vector<Obs> observation) {
    var hidden = softplus(trunk.apply(observation));
    return new Driving(
        new Gaussian<>(steer.apply(hidden), logStd), new Categorical<>(gear.apply(hidden)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var hidden = softplus(trunk.apply(observation));
    return sum(concat(Twice.class, hidden, hidden.negate().timesScalar(0.5)).times(critic));
  }
}
