package dev.pigrad.benchmarks.policy;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Length;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Mlp;
import dev.pigrad.nn.Tanh;

/** 376 inputs, two tanh layers of 512, a Gaussian over 17 numbers. */
@Policy
public record Gaussian376x512x17(@Length(1) Mlp<Act, Hidden, Obs, Tanh> mean, Vector<Act> logStd) {
  /** Inputs. */
  @Size(376)
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  @Size(512)
  public interface Hidden extends Dim {}

  /** Size of an action. */
  @Size(17)
  public interface Act extends Dim {}

  /** The distribution of actions; its deviation does not depend on the state. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(observation), logStd);
  }
}
