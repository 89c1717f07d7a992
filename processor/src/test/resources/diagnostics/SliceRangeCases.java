package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Slicing(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    // BUG: [SliceRange] '2)'
    var part = slice(Act.class, observation, 2);
    return new Unit<>(mean.plus(weight.times(observation)).plus(part));
  }
}

@Policy
record Sliced(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var part = slice(Act.class, observation, 1);
    return new Unit<>(mean.plus(weight.times(observation)).plus(part));
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
