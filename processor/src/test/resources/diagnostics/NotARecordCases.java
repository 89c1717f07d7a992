package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

// BUG: [NotARecord] '@Policy'
@Policy
final class Classy {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return null;
  }
}

// BUG: [NotARecord] '@Surr'
@Surrogate
enum Choice {
  A
}

// BUG: [NotARecord] '@Diff'
@Differentiable
class Layer {
  double scale;
}

@Differentiable
final class Helpers {
  private Helpers() {}

  static <D extends Dim> Vector<D> twice(Vector<D> x) {
    return x.plus(x);
  }
}

@Differentiable
interface Activation<D extends Dim> {
  Vector<D> apply(Vector<D> x);
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
