package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Foreign(
    Vector<Act> mean,
    Matrix<Act, Obs> weight,
    // BUG: [ForeignComponentType] 'String'
    String name,
    // BUG: [ForeignComponentType] '<Vector'
    java.util.List<Vector<Act>> list,
    // BUG: [ForeignComponentType] '[]'
    float[] array,
    // BUG: [ForeignComponentType] 'long'
    long count) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }
}

@Policy
record Roles(
    Vector<Act> mean,
    Matrix<Act, Obs> weight,
    // BUG: [ForeignComponentType] '<'
    Mask<Act> mask,
    // BUG: [ForeignComponentType] '<'
    Masked<Act> masked) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.plus(weight.times(observation)));
  }
}

@Surrogate
record TensorLoss(
    double epsilon,
    // BUG: [ForeignComponentType] 'Scalar'
    Scalar scale) {
  public Scalar loss(Step step) {
    return step.logProb().negate();
  }
}

@Differentiable
record Masked<D extends Dim>(Vector<D> logits, Mask<D> mask) {}

@Policy
record Allowed(
    Vector<Act> mean,
    Matrix<Act, Obs> weight,
    Scalar scale,
    Pair<Act> pair,
    double factor,
    int count,
    boolean flag,
    Mode mode) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var y = mean.plus(weight.times(observation)).timesScalar(scale).timesScalar(factor);
    return new Unit<>(y.plus(pair.first()).times(pair.second()));
  }
}

record Pair<D extends Dim>(Vector<D> first, Vector<D> second) {}

enum Mode {
  FAST
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
