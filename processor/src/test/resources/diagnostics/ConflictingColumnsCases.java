package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.*;

@Policy
record Wrong(Vector<Act> mean, Vector<Act> logStd) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> state, Scalar time) {
    return new Gaussian<>(mean.plus(state).timesScalar(time), logStd);
  }

  @ValueFunction
  // BUG: [ConflictingColumns] 'state,'
  public Scalar value(Vector<Obs> state, Scalar time) {
    return sum(state).times(time);
  }
}

@Policy
record Taken(Vector<Act> mean, Vector<Act> logStd) {
  @ActionDistribution
  // BUG: [ConflictingColumns] 'action,'
  // BUG: [ConflictingColumns] 'weight)'
  public Gaussian<Act> act(Vector<Act> action, Scalar weight) {
    return new Gaussian<>(mean.plus(action).timesScalar(weight), logStd);
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
