package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Bodies<D extends Dim>(Vector<D> bias, Mode mode) {
  public Vector<D> library(Vector<D> x) {
    // BUG: [NoReadableBody] '.randomUUID'
    var u = java.util.UUID.randomUUID();
    return x;
  }

  public Vector<D> random(Vector<D> x) {
    // BUG: [NoReadableBody] '.random'
    return x.timesScalar(Math.random());
  }

  public boolean equal(Vector<D> x) {
    // BUG: [NoReadableBody] '.equals'
    return mode.equals(Mode.SLOW);
  }

  public Vector<D> ours(Vector<D> x) {
    return Helpers.twice(x).timesScalar(Math.exp(0.5));
  }
}

enum Mode {
  FAST,
  SLOW
}

final class Helpers {
  static <D extends Dim> Vector<D> twice(Vector<D> x) {
    return x.plus(x);
  }
}
