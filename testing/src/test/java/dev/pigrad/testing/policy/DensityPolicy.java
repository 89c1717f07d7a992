package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.LogProb;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/**
 * A density of the user's own, in which parameters meet the action: both parts are Cauchy, and the
 * location of the second depends on the first.
 */
@Policy
public record DensityPolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Act, Hidden> location,
    Linear<Act, Gear> coupling,
    Vector<Act> logScale,
    Linear<Gear, Hidden> gear,
    Linear<Act, Hidden> critic) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** What density and value read. */
  public interface Hidden extends Dim {}

  /** The first part of the action. */
  public interface Gear extends Dim {}

  /** The second part. */
  public interface Act extends Dim {}

  /** The action. */
  public record Move(Vector<Gear> gear, Vector<Act> turn) {}

  /** log π(gear|s) + log π(turn|gear, s), up to the constant −n log π. */
  @LogProb
  public Scalar density(Vector<Obs> observation, Move move) {
    var hidden = hidden(observation);
    var centre = location.apply(hidden).plus(coupling.apply(tanh(move.gear())));
    var z = move.turn().minus(centre).divided(exp(logScale));
    return cauchy(move.gear().minus(gear.apply(hidden))).plus(cauchy(z)).minus(sum(logScale));
  }

  private static <D extends Dim> Scalar cauchy(Vector<D> z) {
    return sum(log1p(square(z))).negate();
  }

  /** The value of an observation. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(critic.apply(hidden(observation)));
  }

  private Vector<Hidden> hidden(Vector<Obs> observation) {
    return tanh(trunk.apply(observation));
  }
}
