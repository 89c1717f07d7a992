package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;
import java.util.List;

@Differentiable
record Sum<A extends Dim>(List<Vector<A>> parts) {
  public Vector<A> of(Vector<A> x) {
    var sum = x;
    for (Vector<A> part : parts) {
      sum = sum.plus(part);
    }
    return sum;
  }
}

@Policy
// BUG: [OpenLength] 'mean'
record Open(Sum<Act> mean) {
  @LogProb
  public Scalar density(Vector<Act> action) {
    return dot(mean.of(action), action);
  }
}

@Policy
record Closed(@Length(2) Sum<Act> mean, @Length(0) Sum<Act> nothing) {
  @LogProb
  public Scalar density(Vector<Act> action) {
    return dot(mean.of(action), nothing.of(action));
  }
}

@Size(2)
interface Act extends Dim {}
