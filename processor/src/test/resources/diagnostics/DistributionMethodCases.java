package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record First(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }
}

@Differentiable
record Unit<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    var z = action.minus(mean);
    return dot(z, z).times(-0.5);
  }

  // BUG: [DistributionMethod] 'entropy'
  public Scalar entropy(Vector<A> weight) {
    return sum(weight);
  }

  // BUG: [DistributionMethod] 'kl'
  public Vector<A> kl(Unit<A> other) {
    return mean.minus(other.mean);
  }

  // BUG: [DistributionMethod] 'sample'
  public Vector<A> sample() {
    return mean;
  }

  // BUG: [DistributionMethod] 'mode'
  public Vector<A> mode(Scalar scale) {
    return mean;
  }
}

@Policy
record Second(Vector<Act> mean) {
  @ActionDistribution
  public Whole<Act> act(Vector<Obs> observation) {
    return new Whole<>(mean);
  }
}

@Differentiable
record Whole<A extends Dim>(Vector<A> mean) {
  public Scalar logProb(Vector<A> action) {
    var z = action.minus(mean);
    return dot(z, z).times(-0.5);
  }

  public Scalar entropy() {
    return sum(mean);
  }

  public Scalar kl(Whole<A> other) {
    return squaredNorm(mean.minus(other.mean)).times(0.5);
  }

  public Vector<A> sample(Noise noise) {
    return mean.plus(noise.normalLike(mean));
  }

  public Vector<A> mode() {
    return mean;
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
