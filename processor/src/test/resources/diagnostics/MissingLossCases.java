package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

// BUG: [MissingLoss] '@Surr'
@Surrogate
record Nothing(double epsilon) {
  public Scalar cost(Step step) {
    return step.logProb().times(epsilon);
  }
}

@Surrogate
record Something(double epsilon) {
  public Scalar loss(Step step) {
    return step.logProb().times(epsilon);
  }
}
