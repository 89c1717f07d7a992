package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Surrogate
record Stepless(double epsilon) {
  // BUG: [LossParameters] 'loss'
  public Scalar loss(Scalar logProb) {
    return logProb.times(epsilon);
  }
}

@Surrogate
record Vectors(double epsilon) {
  public Scalar loss(Step step) {
    return step.logProb().times(epsilon);
  }

  // BUG: [LossParameters] 'reported'
  public Scalar reported(Step step, Vector<Act> action) {
    return sum(action);
  }
}

@Surrogate
record Stepping(double epsilon) {
  public Scalar loss(Step step, Scalar penalty) {
    return step.logProb().times(epsilon).plus(helper(penalty));
  }

  private Scalar helper(Scalar penalty) {
    return penalty.negate();
  }
}

@Size(2)
interface Act extends Dim {}
