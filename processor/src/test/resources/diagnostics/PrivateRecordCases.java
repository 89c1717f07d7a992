package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

final class Outer {
  // BUG: [PrivateRecord] '@Surr'
  @Surrogate
  private record Hidden(double epsilon) {
    public Scalar loss(Step step) {
      return step.logProb().times(epsilon);
    }
  }

  @Surrogate
  record Visible(double epsilon) {
    public Scalar loss(Step step) {
      return step.logProb().times(epsilon);
    }
  }
}
