package dev.pigrad.distribution;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;

/**
 * Two independent choices. For more of them, or names of their own, write a record with a component
 * for each: a record of distributions is a distribution.
 *
 * @param first the first choice
 * @param second the second choice
 * @param <A> what there is to choose first
 * @param <B> what there is to choose second
 */
@Differentiable
public record MultiCategorical<A extends Dim, B extends Dim>(
    Categorical<A> first, Categorical<B> second) {
  /**
   * An action.
   *
   * @param first what was chosen first
   * @param second what was chosen second
   */
  public record Choices<A extends Dim, B extends Dim>(Index<A> first, Index<B> second) {}

  /** log p(a, b) = log p(a) + log p(b). */
  public Scalar logProb(Choices<A, B> action) {
    return first.logProb(action.first()).plus(second.logProb(action.second()));
  }

  /** H, the sum of both. */
  public Scalar entropy() {
    return first.entropy().plus(second.entropy());
  }

  /** KL(p‖q), q the argument: the sum of both. */
  public Scalar kl(MultiCategorical<A, B> other) {
    return first.kl(other.first).plus(second.kl(other.second));
  }

  /** A draw of each. */
  public Choices<A, B> sample(Noise noise) {
    return new Choices<>(first.sample(noise), second.sample(noise));
  }

  /** The most probable of each. */
  public Choices<A, B> mode() {
    return new Choices<>(first.mode(), second.mode());
  }
}
