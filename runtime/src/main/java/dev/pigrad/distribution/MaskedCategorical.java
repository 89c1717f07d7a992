package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.where;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A choice among the entries that a mask allows; the others have probability 0, and nothing flows
 * to their logits.
 *
 * @param logits unnormalised log-probabilities, any real
 * @param allowed the entries to choose from, at least one
 * @param <A> the choices
 */
@Differentiable
public record MaskedCategorical<A extends Dim>(Vector<A> logits, Mask<A> allowed) {
  /**
   * Stands for −∞: its exponential is 0 in single precision too, and 0 times it is 0, not
   * undefined.
   */
  private static final double FORBIDDEN = -1e30;

  /** log p(a) among the allowed; the action is one of them. */
  public Scalar logProb(Index<A> action) {
    return among().logProb(action);
  }

  /** H of the allowed. */
  public Scalar entropy() {
    return among().entropy();
  }

  /** KL(p‖q) with q the argument; both have the same mask. */
  public Scalar kl(MaskedCategorical<A> other) {
    return among().kl(other.among());
  }

  /** A draw among the allowed. */
  public Index<A> sample(Noise noise) {
    return among().sample(noise);
  }

  /** The most probable one, the first of ties. */
  public Index<A> mode() {
    return among().mode();
  }

  private Categorical<A> among() {
    return new Categorical<>(where(allowed, logits, FORBIDDEN));
  }
}
