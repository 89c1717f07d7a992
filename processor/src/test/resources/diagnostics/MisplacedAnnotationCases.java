package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.init.Uniform;
import dev.pigrad.lang.*;
import java.util.List;

@Policy
record Wrong(
    Vector<Act> logStd,
    // BUG: [MisplacedAnnotation] 'bound'
    @Frozen double bound,
    // BUG: [MisplacedAnnotation] 'depth'
    @Uniform(bound = 0.5) int depth,
    // BUG: [MisplacedAnnotation] 'kind,'
    @Frozen Kind kind,
    Vector<Act> mean) {
  enum Kind {
    ONE
  }

  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(mean.plus(observation), logStd);
  }
}

@Policy
record Long(
    Vector<Act> logStd,
    // BUG: [MisplacedAnnotation] 'mean)'
    @Length(3) Vector<Act> mean) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    return new Gaussian<>(mean.plus(observation), logStd);
  }
}

@Policy
record Right(
    @Frozen Vector<Act> scale,
    @Uniform(bound = 0.5) Vector<Act> logStd,
    @Length(2) List<Shift> shifts) {
  @ActionDistribution
  public Gaussian<Act> act(Vector<Act> observation) {
    var mean = observation.times(scale);
    for (var shift : shifts) {
      mean = mean.plus(shift.by());
    }
    return new Gaussian<>(mean, logStd);
  }
}

@Differentiable
record Shift(@Frozen Vector<Act> by) {}

@Size(2)
interface Act extends Dim {}
