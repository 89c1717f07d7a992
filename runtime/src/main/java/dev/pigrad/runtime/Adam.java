package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.AdamConstants;

/**
 * The Adam optimiser (Kingma and Ba 2015, Algorithm 1), minimising, with PyTorch's arrangement of
 * the bias correction. Its state lives where the parameters do. Frozen parameters stay as they are,
 * and those that the policy does not {@linkplain LoadedPolicy#training train}.
 */
public final class Adam implements AutoCloseable {
  /**
   * Constants of the optimiser.
   *
   * @param learningRate α, positive
   * @param beta1 decay of the gradient's mean, in [0, 1)
   * @param beta2 decay of the squared gradient's mean, in [0, 1)
   * @param epsilon added to the denominator; PyTorch's default is 1e-8, PPO's custom 1e-5
   */
  public record Config(double learningRate, double beta1, double beta2, double epsilon) {
    /** Checks the ranges. */
    public Config {
      if (!(learningRate > 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)
          || !(epsilon >= 0)) {
        throw new IllegalArgumentException(
            "Adam needs a positive learning rate, betas in [0, 1) and an epsilon of at least 0,"
                + " found "
                + learningRate
                + ", "
                + beta1
                + ", "
                + beta2
                + ", "
                + epsilon);
      }
    }

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    public static Config of(double learningRate) {
      return new Config(learningRate, 0.9, 0.999, 1e-8);
    }
  }

  private final Config config;
  private final AdamConstants constants;
  private final Parameters first;
  private final Parameters second;
  private long steps;

  /** An optimiser of {@code policy}'s parameters that has made no step. */
  public Adam(LoadedPolicy policy, Config config) {
    this.config = config;
    this.constants = new AdamConstants(config.beta1(), config.beta2(), config.epsilon());
    this.first = policy.newParameters();
    this.second = policy.newParameters();
  }

  /** The constants. */
  public Config config() {
    return config;
  }

  /** {@link #step(Parameters, Parameters, double)} with the learning rate of the constants. */
  public void step(Parameters theta, Parameters gradient) {
    step(theta, gradient, config.learningRate());
  }

  /** Moves {@code theta} against {@code gradient}. */
  public void step(Parameters theta, Parameters gradient, double learningRate) {
    long t = steps + 1;
    double stepSize = learningRate / (1 - power(config.beta1(), t));
    double correction = Math.sqrt(1 - power(config.beta2(), t));
    theta.adam(constants, stepSize, correction, gradient, first, second);
    steps = t;
  }

  /** βᵗ by squaring; the library's pow makes objects. */
  private static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /** How many steps were made. */
  public long steps() {
    return steps;
  }

  /** Goes on as after {@code steps} steps; the moments are set by their own handles. */
  public void resume(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("a step count is at least 0, found " + steps);
    }
    this.steps = steps;
  }

  /** m, the decayed mean of the gradients. */
  public Parameters firstMoment() {
    return first;
  }

  /** v, the decayed mean of their squares. */
  public Parameters secondMoment() {
    return second;
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
