package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Fixed(Vector<Act> mean) {
  @ActionDistribution
  // BUG: [StaticMethod] 'act('
  public static Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(zeros(Act.class));
  }
}

@Policy
record FixedDensity(Vector<Act> mean) {
  @LogProb
  // BUG: [StaticMethod] 'density('
  public static Scalar density(Vector<Obs> observation, Vector<Act> action) {
    return sum(action);
  }
}

@Policy
record Helped(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return of(mean);
  }

  static Unit<Act> of(Vector<Act> mean) {
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
