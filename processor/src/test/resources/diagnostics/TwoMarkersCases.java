package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.*;

@Policy
record Both(Vector<Act> mean, Vector<Act> logStd) {
  @ActionDistribution
  @ValueFunction
  // BUG: [TwoMarkers] 'act'
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(mean.plus(observation), logStd);
  }
}

@Size(2)
interface Act extends Dim {}
