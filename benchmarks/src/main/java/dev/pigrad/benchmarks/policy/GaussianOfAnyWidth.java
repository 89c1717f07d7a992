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

/** 17 inputs, two tanh layers whose width the program is given, a Gaussian over 6 numbers. */
@Policy
public record GaussianOfAnyWidth(@Length(1) Mlp<Act, Hidden, Obs, Tanh> mean, Vector<Act> logStd) {
  /** Inputs. */
  @Size(17)
  public interface Obs extends Dim {}

  /** Width of the hidden layers. */
  public interface Hidden extends Dim {}

  /** Size of an action. */
  @Size(6)
  public interface Act extends Dim {}

  /** The distribution of actions; its deviation does not depend on the state. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(observation), logStd);
  }
}
