package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.where;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Illegal choices get a logit so low that their probability is zero. */
@Policy
public record MaskedPolicy(Linear<Hidden, Obs> first, Linear<Act, Hidden> logits) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The layer. */
  public interface Hidden extends Dim {}

  /** The choices. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Categorical<Act> act(Vector<Obs> observation, Mask<Act> legal) {
    var all = logits.apply(sigmoid(first.apply(observation)));
    return new Categorical<>(where(legal, all, -1e9));
  }
}
