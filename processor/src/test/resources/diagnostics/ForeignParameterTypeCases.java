package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Inputs(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  // BUG: [ForeignParameterType] 'String'
  public Unit<Act> act(Vector<Obs> observation, String name) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }
}

@Policy
record Scaled(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  // BUG: [ForeignParameterType] 'double'
  public Unit<Act> act(Vector<Obs> observation, double scale) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(scale));
  }
}

@Policy
record Mixed(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  // BUG: [ForeignParameterType] 'Settings'
  public Unit<Act> act(Vector<Obs> observation, Settings settings) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(settings.scale()));
  }
}

@Policy
record Helper(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(Foreign.norm(observation)));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(observation).times(Foreign.norm(observation));
  }
}

final class Foreign {
  // BUG: [ForeignParameterType] 'Object'
  static Scalar norm(Object x) {
    return constant(1);
  }
}

record Settings(double scale) {}

@Policy
record Allowed(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Observation observation, Scalar scale) {
    return new Unit<>(mean.plus(weight.times(observation.position())).timesScalar(scale));
  }
}

record Observation(Vector<Obs> position) {}

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
