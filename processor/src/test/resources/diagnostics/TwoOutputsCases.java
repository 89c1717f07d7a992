package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Twice(Vector<Act> mean) {
  @LogProb
  public Scalar density(Vector<Obs> observation, Vector<Act> action) {
    return dot(action, mean);
  }

  @Output
  public Scalar cost(Vector<Obs> observation) {
    return sum(observation);
  }

  @Output
  // BUG: [TwoOutputs] 'cost('
  public Scalar cost(Vector<Obs> observation, Scalar speed) {
    return sum(observation).times(speed);
  }
}

@Policy
record Both(Vector<Act> mean) {
  @LogProb
  public Scalar density(Vector<Obs> observation, Vector<Act> action) {
    return dot(action, mean);
  }

  @Output
  public Scalar cost(Vector<Obs> observation) {
    return sum(observation);
  }

  @Output
  public Scalar speedCost(Vector<Obs> observation, Scalar speed) {
    return sum(observation).times(speed);
  }

  public Scalar cost(Scalar speed) {
    return speed;
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
