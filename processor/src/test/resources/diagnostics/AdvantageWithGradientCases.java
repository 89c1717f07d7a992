package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Surrogate
record FromTheValue(double epsilon) {
  public Scalar loss(Step step) {
    // BUG: [AdvantageWithGradient] '.minus'
    var advantage = step.returnTarget().minus(step.value());
    return step.logProb().times(advantage).negate();
  }
}

@Surrogate
record ByARatio(double epsilon) {
  public Scalar loss(Step step) {
    var ratio = exp(step.logProb().minus(step.oldLogProb()));
    // BUG: [AdvantageWithGradient] '.times'
    return ratio.times(step.value()).negate();
  }
}

@Surrogate
record InAHelper(double epsilon) {
  public Scalar loss(Step step) {
    return weighted(step.logProb(), advantage(step)).negate();
  }

  private static Scalar advantage(Step step) {
    // BUG: [AdvantageWithGradient] '.minus'
    return step.returnTarget().minus(step.value());
  }

  private static Scalar weighted(Scalar x, Scalar y) {
    return x.times(y);
  }
}

@Surrogate
record Stopped(double epsilon) {
  public Scalar loss(Step step) {
    var advantage = step.returnTarget().minus(stopGradient(step.value()));
    return step.logProb().times(advantage).negate();
  }
}

@Surrogate
record Sum(double bonus) {
  public Scalar loss(Step step) {
    var error = step.value().minus(step.returnTarget());
    var policy = step.logProb().times(step.advantage()).negate();
    return policy.plus(square(error).times(bonus)).minus(step.entropy().times(bonus));
  }
}
