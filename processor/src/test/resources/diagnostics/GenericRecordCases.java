package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

// BUG: [GenericRecord] '@Policy'
@Policy
record Generic<A extends Dim>(Vector<A> mean) {
  @ActionDistribution
  public Unit<A> act(Vector<Obs> observation) {
    return new Unit<>(mean.timesScalar(sum(observation)));
  }
}

@Policy
record Open(Vector<Wide> mean) {
  interface Wide extends Dim {}

  @ActionDistribution
  public Unit<Wide> act(Vector<Obs> observation) {
    return new Unit<>(mean.timesScalar(sum(observation)));
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
