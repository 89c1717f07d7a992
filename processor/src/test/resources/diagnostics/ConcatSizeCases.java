package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Joining(Vector<Act> mean, Matrix<Act, Joint> weight) {
  @Size(5)
  interface Joint extends Dim {}

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> a, Vector<Obs> b) {
    // BUG: [ConcatSize] '.class'
    return new Unit<>(mean.plus(weight.times(concat(Joint.class, a, b))));
  }
}

@Policy
record Joined(Vector<Act> mean, Matrix<Act, Joint> weight) {
  @Size(6)
  interface Joint extends Dim {}

  @ActionDistribution
  public Unit<Act> act(Vector<Obs> a, Vector<Obs> b) {
    return new Unit<>(mean.plus(weight.times(concat(Joint.class, a, b))));
  }
}

@Policy
record Reshaped(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> a, Vector<Act> b) {
    // BUG: [ConcatSize] '.class'
    return new Unit<>(mean.plus(reshape(Act.class, Act.class, a).times(b)));
  }
}

@Policy
record Transposed(Vector<Act> mean, Matrix<Obs, Act> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> a) {
    return new Unit<>(mean.plus(weight.transposed().times(a)));
  }
}

@Differentiable
record Unit<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    var z = action.minus(mean);
    return dot(z, z).times(-0.5);
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
