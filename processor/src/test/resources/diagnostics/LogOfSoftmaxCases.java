package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Choosing(Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Choice<Act> act(Vector<Obs> observation) {
    return new Choice<>(weight.times(observation));
  }
}

@Differentiable
record Choice<A extends Dim>(Vector<A> logits) {
  public Scalar logProb(Index<A> action) {
    var p = softmax(logits);
    // BUG: [LogOfSoftmax] 'log'
    return log(p.at(action));
  }

  public Scalar entropy() {
    var p = probabilities();
    // BUG: [LogOfSoftmax] 'log'
    return dot(p, log(p.plusScalar(1e-8))).negate();
  }

  private Vector<A> probabilities() {
    return softmax(logits);
  }
}

@Policy
record Stable(Matrix<Act, Obs> weight) {
  @ActionDistribution
  public StableChoice<Act> act(Vector<Obs> observation) {
    return new StableChoice<>(log(exp(weight.times(observation)).plusScalar(1)));
  }
}

@Differentiable
record StableChoice<A extends Dim>(Vector<A> logits) {
  public Scalar logProb(Index<A> action) {
    return logSoftmax(logits).at(action);
  }

  public Scalar entropy() {
    return dot(softmax(logits), logSoftmax(logits)).negate();
  }
}

@Size(3)
interface Obs extends Dim {}

@Size(2)
interface Act extends Dim {}
