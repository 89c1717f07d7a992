package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.reshape;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.distribution.GaussianMixture;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** A mixture whose weights and means are of the state. */
@Policy
public record MixturePolicy(
    Linear<Hidden, Obs> trunk,
    Linear<Components, Hidden> logits,
    Linear<Entries, Hidden> means,
    Matrix<Components, Act> logStds) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The components of the mixture. */
  public interface Components extends Dim {}

  /** The size of the action. */
  public interface Act extends Dim {}

  /** The entries of the means. */
  public interface Entries extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public GaussianMixture<Components, Act> act(Vector<Obs> observation) {
    var hidden = tanh(trunk.apply(observation));
    return new GaussianMixture<>(
        logits.apply(hidden), reshape(Components.class, Act.class, means.apply(hidden)), logStds);
  }
}
