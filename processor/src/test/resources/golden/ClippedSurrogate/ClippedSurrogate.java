package example;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.Surrogate;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;

@Surrogate
public record ClippedSurrogate(double epsilon) {
  public Scalar loss(Step step) {                       // minimised; one sample
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
    return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
  }
}
