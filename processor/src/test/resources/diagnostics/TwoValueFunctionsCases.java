package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Twice(Vector<Act> mean, Scalar bias) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return bias;
  }

  @ValueFunction
  // BUG: [TwoValueFunctions] 'second'
  public Scalar second(Vector<Obs> observation) {
    return bias;
  }
}

@Policy
record Once(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(weight.times(observation));
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
