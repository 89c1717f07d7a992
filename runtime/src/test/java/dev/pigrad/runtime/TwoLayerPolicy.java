package dev.pigrad.runtime;

import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** The least that has every kind of matrix product; more than one block of the hidden layer. */
@Policy
public record TwoLayerPolicy(
    Linear<Hidden, Obs> first, Linear<Act, Hidden> mean, Vector<Act> logStd) {

  @Size(5)
  public interface Obs extends Dim {}

  @Size(67)
  public interface Hidden extends Dim {}

  @Size(3)
  public interface Act extends Dim {}

  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    return new Gaussian<>(mean.apply(tanh(first.apply(observation))), logStd);
  }
}
