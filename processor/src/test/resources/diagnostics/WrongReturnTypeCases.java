package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Policy
record Wrong(Vector<Act> mean) {
  @ActionDistribution
  // BUG: [WrongReturnType] '<Act>'
  public Vector<Act> act(Vector<Obs> observation) {
    return mean;
  }

  @ValueFunction
  // BUG: [WrongReturnType] '<Obs> value'
  public Vector<Obs> value(Vector<Obs> observation) {
    return observation;
  }
}

@Policy
record WrongDensity(Vector<Act> mean) {
  @LogProb
  // BUG: [WrongReturnType] '<Act> density'
  public Vector<Act> density(Vector<Obs> observation, Vector<Act> action) {
    return action.minus(mean);
  }
}

@Policy
record Foreign(Vector<Act> mean) {
  @ActionDistribution
  // BUG: [WrongReturnType] 'Object'
  public Object act(Vector<Obs> observation) {
    return mean;
  }
}

@Policy
record Helper(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean.timesScalar(scale()).timesScalar(scale()));
  }

  // BUG: [WrongReturnType] 'float'
  private float scale() {
    return 2;
  }
}

@Surrogate
record Loss(double scale) {
  // BUG: [WrongReturnType] 'double loss'
  public double loss(Step step) {
    return scale;
  }
}

@Policy
record Right(Vector<Act> mean) {
  @ActionDistribution
  public Unit<Act> act(Vector<Obs> observation) {
    return new Unit<>(mean);
  }

  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    return sum(observation);
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
