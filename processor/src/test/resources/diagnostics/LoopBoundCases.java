package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Endless<D extends Dim>(Vector<D> bias) {
  public Vector<D> apply(Vector<D> x) {
    // BUG: [LoopBound] 'for'
    for (int i = 0; ; i++) {
      x = x.plus(bias);
    }
  }
}

@Policy
record Long(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var n = 0;
    // BUG: [LoopBound] '<'
    for (int i = 0; i < 10_001; i++) {
      n++;
    }
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(n));
  }
}

@Policy
record Nested(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var n = 0;
    for (int i = 0; i < 100; i++) {
      // BUG: [LoopBound] '<'
      for (int j = 0; j < 100; j++) {
        n++;
      }
    }
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(n));
  }
}

@Policy
record Short(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var n = 0;
    for (int i = 0; i < 10_000; i++) {
      n++;
    }
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(n));
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
