package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Leaving<D extends Dim>(Vector<D> bias) {
  public Vector<D> number(Vector<D> x, Scalar s) {
    // BUG: [LeavesDerivation] '.value'
    return x.timesScalar(s.value());
  }

  public Vector<D> onlyTheFirst(Vector<D> x, Scalar s) {
    // BUG: [LeavesDerivation] '.value'
    double v = s.value();
    double w = v * 2;
    return x.timesScalar(w);
  }

  public Vector<D> array(Vector<D> x) {
    // BUG: [LeavesDerivation] '.toArray'
    return Vector.of(x.toArray());
  }

  public Vector<D> sizes(Vector<D> x, Scalar s) {
    return x.timesScalar(1.0 / x.size()).timesScalar(s);
  }
}
