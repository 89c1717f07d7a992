package test;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Surrogate
record Score() {
  public Scalar loss(Step step) {
    return step.logProb().times(step.advantage()).negate();
  }

  // BUG: [TwoLosses] 'loss'
  public Scalar loss(Step step, Scalar penalty) {
    return step.logProb().times(penalty);
  }
}

@Surrogate
record Reporting() {
  public Scalar loss(Step step) {
    return step.logProb().times(step.advantage()).negate();
  }

  public Scalar penalty(Step step, Scalar penalty) {
    return step.logProb().times(penalty);
  }
}
