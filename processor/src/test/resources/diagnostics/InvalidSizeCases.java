package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Sizes(Vector<Act> mean, Matrix<Act, Obs> weight, Vector<None> none) {
  // BUG: [InvalidSize] '0'
  @Size(0)
  interface None extends Dim {}

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(sum(none)));
  }
}

@Policy
record Negative(Vector<Act> mean, Matrix<Act, Obs> weight) {
  // BUG: [InvalidSize] '-1'
  @Size(-1)
  interface Less extends Dim {}

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation, Vector<Less> less) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(sum(less)));
  }
}

@Policy
record Sound(Vector<Act> mean, Matrix<Act, Obs> weight, Vector<One> one) {
  @Size(1)
  interface One extends Dim {}

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(sum(one)));
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
