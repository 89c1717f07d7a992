package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Surrogate
record OldOnly(double epsilon) {
  // BUG: [IgnoresPolicy] 'loss'
  public Scalar loss(Step step) {
    return step.oldLogProb().times(step.advantage()).negate();
  }
}

@Surrogate
record Stopped(double epsilon) {
  // BUG: [IgnoresPolicy] 'loss'
  public Scalar loss(Step step) {
    return stopGradient(step.logProb()).times(step.advantage()).negate();
  }
}

@Surrogate
record Cancelled(double epsilon) {
  // BUG: [IgnoresPolicy] 'loss'
  public Scalar loss(Step step) {
    return step.logProb().minus(step.logProb()).times(step.advantage());
  }
}

@Surrogate
record OfLogProb(double epsilon) {
  public Scalar loss(Step step) {
    return step.logProb().times(step.advantage()).negate();
  }
}

@Surrogate
record OfValue(double epsilon) {
  public Scalar loss(Step step) {
    return square(step.value().minus(step.returnTarget()));
  }
}

@Surrogate
record OfAColumn(double epsilon) {
  public Scalar loss(Step step, Scalar penalty) {
    return penalty.times(epsilon);
  }
}
