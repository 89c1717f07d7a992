package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Two(Vector<Act> left, Vector<Act> right) {
  @ActionDistribution
  public Both<Act> act(Vector<Obs> observation) {
    return new Both<>(new Unit<>(left), new Unit<>(right));
  }
}

record Acts<A extends Dim>(Vector<A> left, Vector<A> right) {}

@Differentiable
record Both<A extends Dim>(Unit<A> left, Unit<A> right) {
  public Scalar logProb(Acts<A> acts) {
    return left.logProb(acts.left()).plus(right.logProb(acts.right()));
  }

  public Scalar kl(Both<A> other) {
    var divergence = left.kl(other.left());
    // BUG: [KlOfItself] 'right()'
    return divergence.plus(right.kl(right()));
  }

  public Scalar spread() {
    // BUG: [KlOfItself] 'this);'
    return this.kl(this);
  }
}

@Differentiable
record Unit<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    var z = action.minus(mean);
    return dot(z, z).times(-0.5);
  }

  public Scalar kl(Unit<A> other) {
    return squaredNorm(mean.minus(other.mean)).times(0.5);
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
