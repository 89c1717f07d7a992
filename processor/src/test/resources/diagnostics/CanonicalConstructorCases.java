package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.*;

@Policy
record Checked(Vector<Act> mean, Vector<Act> logStd, double bound) {
  // BUG: [CanonicalConstructor] 'Checked {'
  public Checked {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound);
    }
  }

  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(mean.plus(observation).timesScalar(bound), logStd);
  }
}

class Outer {
  record Config(int seed) {
    // BUG: [CanonicalConstructor] 'Config('
    Config(int seed) {
      this.seed = Math.abs(seed);
    }
  }

  @Policy
  record Inner(Vector<Act> mean, Vector<Act> logStd) {
    Inner(Vector<Act> mean) {
      this(mean, mean);
    }

    @ActionDistribution
    public Gaussian<Act> act(Vector<Act> observation) {
      return new Gaussian<>(mean.plus(observation), logStd);
    }
  }
}

record Elsewhere(int seed) {
  Elsewhere {
    if (seed < 0) {
      throw new IllegalArgumentException("seed " + seed);
    }
  }
}

@Size(2)
interface Act extends Dim {}
