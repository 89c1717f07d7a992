package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Unnamed(
    Vector<Act> mean,
    Matrix<Act, Obs> weight,
    // BUG: [UnnamedDim] '<Dim>'
    Vector<Dim> any,
    // BUG: [UnnamedDim] 'Vector'
    Vector raw) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }
}

@Policy
record Wildcards(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  // BUG: [UnnamedDim] '<?>'
  public Unit<Act> act(Vector<Obs> observation, Vector<?> other) {
    return new Unit<>(mean.plus(weight.times(observation)).timesScalar(length(other)));
  }

  private static Scalar length(Vector<?> x) {
    return norm(x);
  }
}

@Policy
record Helper(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(twice(twice(observation)))).plus(shift()));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(twice(observation));
  }

  // BUG: [UnnamedDim] 'Vector x'
  private Vector<Obs> twice(Vector x) {
    return x.plus(x);
  }

  // BUG: [UnnamedDim] 'Vector'
  private Vector shift() {
    return mean;
  }

  String named(Vector uncalled) {
    return "mean" + uncalled;
  }
}

@Policy
record RawInput(Vector<Act> mean, Matrix<Act, Obs> weight) {
  @ActionDistribution
  // BUG: [UnnamedDim] 'Vector observation'
  public Unit<Act> act(Vector observation) {
    return new Unit<>(mean);
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
