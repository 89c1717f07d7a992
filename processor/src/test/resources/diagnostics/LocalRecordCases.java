package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.*;

class Tests {
  void policy() {
    // BUG: [LocalRecord] '@Policy'
    @Policy
    record Local(Vector<Act> mean, Vector<Act> logStd) {
      @ActionDistribution
      public Gaussian<Act> act(Vector<Act> observation) {
        return new Gaussian<>(mean.plus(observation), logStd);
      }
    }
    record Plain(int number) {}
  }

  Runnable insideOfALambda =
      () -> {
        // BUG: [LocalRecord] '@dev'
        @dev.pigrad.Surrogate
        record Loss(double scale) {}
      };

  Object insideOfAnAnonymousClass() {
    return new Object() {
      // BUG: [LocalRecord] '@Diff'
      @Differentiable
      record Layer(Vector<Act> bias) {}
    };
  }

  void anotherAnnotation() {
    @Deprecated
    record Old() {}
  }

  @Policy
  record Nested(Vector<Act> mean, Vector<Act> logStd) {
    @ActionDistribution
    public Gaussian<Act> act(Vector<Act> observation) {
      return new Gaussian<>(mean.plus(observation), logStd);
    }
  }
}

@Size(2)
interface Act extends Dim {}
