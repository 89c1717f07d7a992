package dev.pigrad.rl.algorithm;

/**
 * The numbers of a value fit by Adam.
 *
 * @param epochs passes over a rollout
 * @param minibatch rows of a gradient step; the last one of a pass may have fewer
 * @param learningRate of Adam, at the beginning
 * @param learningRateSchedule how it changes
 * @param adamEpsilon ε of Adam
 */
public record ValueRegressionConfig(
    int epochs,
    int minibatch,
    double learningRate,
    Schedule learningRateSchedule,
    double adamEpsilon) {
  /** Checks every number. */
  public ValueRegressionConfig {
    Requirement.atLeastOne("epochs", epochs);
    Requirement.atLeastOne("minibatch", minibatch);
    Requirement.positive("learningRate", learningRate);
    Requirement.positive("adamEpsilon", adamEpsilon);
  }

  GradientDescent.Rule rule() {
    return new GradientDescent.Rule(
        Optimizer.ADAM, learningRate, learningRateSchedule, Double.POSITIVE_INFINITY, adamEpsilon);
  }
}
