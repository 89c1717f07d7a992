package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.*;

@Policy
record Vectors(
    Vector<Huge> first,
    // BUG: [TooLarge] 'second'
    Vector<Vast> second,
    Vector<Act> logStd) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(observation.timesScalar(sum(first).plus(sum(second))), logStd);
  }
}

@Policy
// BUG: [TooLarge] 'weight'
record Square(Matrix<Wide, Wide> weight, Vector<Act> logStd) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation, Vector<Wide> x) {
    return new Gaussian<>(observation.timesScalar(sum(weight.times(x))), logStd);
  }
}

@Policy
record OfASample(Vector<Act> logStd) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation, Vector<Wide> x) {
    // BUG: [TooLarge] 'outer(x, x)'
    return new Gaussian<>(observation.timesScalar(sum(outer(x, x).times(x))), logStd);
  }
}

@Policy
record Large(Vector<Huge> first, Vector<Act> logStd) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(observation.timesScalar(sum(first)), logStd);
  }
}

@Size(1_500_000_000)
interface Huge extends Dim {}

@Size(1_000_000_000)
interface Vast extends Dim {}

@Size(100_000)
interface Wide extends Dim {}

@Size(2)
interface Act extends Dim {}
