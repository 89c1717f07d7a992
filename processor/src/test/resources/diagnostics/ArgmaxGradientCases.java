package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Hard(Matrix<Act, Obs> weight) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    // BUG: [ArgmaxGradient] 'argmax'
    return new Unit<>(oneHot(Act.class, argmax(weight.times(observation))));
  }
}

@Policy
record Looking(Matrix<Act, Obs> weight, Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation, Vector<Act> table) {
    return new Unit<>(mean);
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation, Vector<Act> table) {
    // BUG: [ArgmaxGradient] 'argmax'
    var best = argmax(weight.times(observation));
    return table.at(best);
  }
}

@Policy
record Stopped(Matrix<Act, Obs> weight, Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    var scores = weight.times(observation);
    return new Unit<>(mean.times(oneHot(Act.class, argmax(stopGradient(scores)))));
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var scores = weight.times(observation);
    return largest(scores).plus(scores.at(argmax(scores)));
  }
}

@Policy
record OfInputs(Vector<Obs> mean) {
  @ActionDistribution
  public Unit<Obs> act(Vector<Obs> observation) {
    return new Unit<>(mean.times(oneHot(Obs.class, argmax(observation))));
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
