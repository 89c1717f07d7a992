package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Conditions(Vector<Act> mean, Matrix<Act, Obs> weight, int depth) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var y = mean.plus(weight.times(observation));
    // BUG: [ConstantCondition] '< depth'
    for (int i = 0; i < depth; i++) {
      y = tanh(y);
    }
    return new Unit<>(y);
  }
}

@Policy
record Resolved(Vector<Act> mean, Matrix<Act, Obs> weight, double scale, boolean isScaled) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var y = mean.plus(weight.times(observation));
    return new Unit<>(isScaled && scale > 1 ? y.timesScalar(scale) : y);
  }
}

@Policy
record Decided(Vector<Act> mean, Matrix<Act, Obs> weight) {
  private static final double SCALE = 2;

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var y = mean.plus(weight.times(observation));
    return new Unit<>(SCALE > 1 ? y.timesScalar(SCALE) : y);
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
