package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Blind(Vector<Act> mean) {
  @LogProb
  // BUG: [NoActionParameter] 'density('
  public Scalar density() {
    return dot(mean, mean).negate();
  }
}

@Policy
record Bandit(Vector<Act> mean) {
  @LogProb
  public Scalar density(Vector<Act> action) {
    return dot(action, mean).negate();
  }
}

@Policy
record Free(Vector<Act> mean) {
  @LogProb
  public Scalar density(Vector<Obs> observation, Vector<Act> action) {
    return dot(action, mean).minus(sum(observation));
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
