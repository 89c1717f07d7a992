package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;

/** Steps against the gradient of a loss: looked at for NaN, clipped, then made. */
final class GradientDescent implements Stateful, AutoCloseable {
  /**
   * How to descend.
   *
   * @param learningRate at the beginning
   * @param schedule how the learning rate changes
   * @param maxGradientNorm longer gradients are scaled down to this
   * @param adamEpsilon ε of Adam
   */
  record Rule(
      Optimizer optimizer,
      double learningRate,
      Schedule schedule,
      double maxGradientNorm,
      double adamEpsilon) {}

  private final String algorithm;
  private final Rule rule;
  private final Adam adam;
  private long steps;

  /**
   * Descends by {@code rule}.
   *
   * @param algorithm what errors call it: {@code PPO}
   */
  GradientDescent(String algorithm, LoadedPolicy policy, Rule rule) {
    this.algorithm = algorithm;
    this.rule = rule;
    this.adam = new Adam(policy, new Adam.Config(rule.learningRate, 0.9, 0.999, rule.adamEpsilon));
  }

  /**
   * Moves θ.
   *
   * @param gradient of the loss; scaled down where it is too long
   * @param loss its value, to be looked at only
   * @param remaining what is left of the training
   * @throws DivergenceException if loss or gradient are not finite
   */
  void step(Parameters theta, Parameters gradient, double loss, double remaining) {
    steps++;
    double norm = gradient.norm();
    DivergenceException.requireFinite(algorithm + ", gradient step " + steps, loss, norm);
    if (norm > rule.maxGradientNorm) {
      gradient.scale(rule.maxGradientNorm / norm);
    }
    double learningRate = rule.schedule.at(rule.learningRate, remaining);
    switch (rule.optimizer) {
      case ADAM -> adam.step(theta, gradient, learningRate);
      case SGD -> theta.axpy(-learningRate, gradient);
    }
  }

  @Override
  public void save(State state) {
    state.put("steps", (double) steps);
    momentum().save(state.part("adam"));
  }

  @Override
  public void restore(State state) {
    steps = (long) state.number("steps");
    momentum().restore(state.part("adam"));
  }

  private Stateful momentum() {
    return new TrainingState().with("moments", adam);
  }

  @Override
  public void close() {
    adam.close();
  }
}
