package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Surrogate
record Quotient(double epsilon) {
  public Scalar loss(Step step) {
    // BUG: [RatioOfLogProbs] '.divided'
    var ratio = step.logProb().divided(step.oldLogProb());
    return ratio.times(step.advantage()).negate();
  }
}

@Surrogate
record Ratio(double epsilon) {
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    return ratio.times(step.advantage()).negate();
  }
}

@Surrogate
record Scaled(double epsilon) {
  public Scalar loss(Step step) {
    return step.logProb().divided(step.weight()).negate();
  }
}
