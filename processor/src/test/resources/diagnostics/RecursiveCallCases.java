package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Recursive(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(again(weight.times(observation)));
  }

  private Vector<Act> again(Vector<Act> x) {
    // BUG: [RecursiveCall] 'again'
    return again(x.plus(mean));
  }
}

@Policy
record Unfolded(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(power(mean.plus(weight.times(observation)), 3));
  }

  private Vector<Act> power(Vector<Act> x, int n) {
    return n == 1 ? x : x.times(power(x, n - 1));
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
