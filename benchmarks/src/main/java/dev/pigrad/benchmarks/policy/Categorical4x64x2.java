package dev.pigrad.benchmarks.policy;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Length;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Mlp;
import dev.pigrad.nn.Tanh;

/** 4 inputs, two tanh layers of 64, one of 2 choices. */
@Policy
public record Categorical4x64x2(@Length(1) Mlp<Act, Hidden, Obs, Tanh> logits) {
  /** Inputs. */
  @Size(4)
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(64)
  public interface Hidden extends Dim {}

  /** Number of choices. */
  @Size(2)
  public interface Act extends Dim {}

  /** The distribution of choices. */
  @ActionDistribution
  public Categorical<Act> act(Vector<Obs> observation) {
    return new Categorical<>(logits.apply(observation));
  }
}
