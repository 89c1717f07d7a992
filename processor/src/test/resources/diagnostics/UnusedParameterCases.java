package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Idle(
    Vector<Act> mean,
    Matrix<Act, Obs> weight,
    // BUG: [UnusedParameter] 'idle'
    Vector<Act> idle) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }
}

@Policy
record Busy(Vector<Act> mean, Matrix<Act, Obs> weight, Scalar bias, int unusedConstant) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return bias.plus(norm(observation));
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
