package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Shifted(Vector<Act> location, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public DoubleExponential<Act> act(Vector<Obs> observation) {
    return new DoubleExponential<>(location.plus(weight.times(observation)));
  }
}

@Differentiable
record DoubleExponential<A extends Dim>(Vector<A> location) {
  public Scalar logProb(Vector<A> action) {
    return sum(abs(action.minus(location))).negate();
  }

  public Scalar kl(DoubleExponential<A> other) {
    // BUG: [KlKink] 'abs(location'
    var distance = abs(location.minus(other.location));
    return sum(distance.plus(exp(distance.negate())).minusScalar(1));
  }
}

@Policy
record Smooth(Vector<Act> location, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(location.plus(weight.times(observation)));
  }
}

@Differentiable
record Unit<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    return squaredNorm(action.minus(mean)).times(-0.5);
  }

  public Scalar kl(Unit<A> other) {
    return squaredNorm(relu(mean.plusScalar(3)).minus(relu(other.mean.plusScalar(3)))).times(0.5);
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
