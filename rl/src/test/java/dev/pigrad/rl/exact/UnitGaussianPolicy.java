package dev.pigrad.rl.exact;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/** N(μ, 1) whatever is observed: what the cross-entropy method draws from. */
@Policy
public record UnitGaussianPolicy(Vector<Two> mu) {
  /** Entries of a candidate. */
  @Size(2)
  public interface Two extends Dim {}

  /** An input that is not read. */
  @Size(1)
  public interface One extends Dim {}

  /** The distribution of candidates. */
  @ActionDistribution
  public Gaussian<Two> act(Vector<One> nothing) {
    return new Gaussian<>(mu, mu.minus(mu));
  }
}
