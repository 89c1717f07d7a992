package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Twice(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }

  @ActionDistribution
  // BUG: [TwoActionDistributions] 'again'
  public Unit<Act> again(Vector<Obs> observation) {
    return new Unit<>(mean);
  }
}

@Policy
record InTwoWays(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }

  @LogProb
  // BUG: [TwoActionDistributions] 'density'
  public Scalar density(Vector<Obs> observation, Vector<Act> action) {
    return act(observation).logProb(action);
  }
}

@Policy
record Once(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return again(observation);
  }

  public Unit<Act> again(Vector<Obs> observation) {
    return new Unit<>(mean);
  }
}

@Differentiable
record Unit<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    var z = action.minus(mean);
    return dot(z, z).times(-0.5);
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
