package dev.pigrad.rl.exact;

import dev.pigrad.rl.environment.FiniteEnvironment;
import dev.pigrad.rl.environment.FiniteProcess;
import dev.pigrad.runtime.RandomStream;

/** An environment whose gradient is known, with random logits θ, others that act, and values. */
final class Known {
  private final String name;
  private final FiniteEnvironment environment;
  private final double[] theta;
  private final double[] behaviour;
  private final double[] values;
  private final Enumeration onPolicy;
  private final Enumeration offPolicy;

  Known(String name, FiniteEnvironment environment) {
    FiniteProcess process = environment.process();
    int logits = process.states() * process.actions();
    this.name = name;
    this.environment = environment;
    this.theta = RandomStream.of(11).doubles(logits, -0.5, 0.5).toArray();
    this.values = RandomStream.of(12).doubles(process.states(), -0.5, 0.5).toArray();
    this.behaviour = RandomStream.of(13).doubles(logits, -0.2, 0.2).toArray();
    for (int i = 0; i < logits; i++) {
      behaviour[i] += theta[i];
    }
    this.onPolicy = new Enumeration(process, theta, theta, values);
    this.offPolicy = new Enumeration(process, behaviour, theta, values);
  }

  double[] theta() {
    return theta;
  }

  double[] behaviour() {
    return behaviour;
  }

  /** ∂J/∂θ in closed form. */
  double[] gradient(double gamma) {
    return environment.process().gradient(theta, gamma);
  }

  /** All trajectories, where θ acts. */
  Enumeration onPolicy() {
    return onPolicy;
  }

  /** All trajectories, where the others act. */
  Enumeration offPolicy() {
    return offPolicy;
  }

  Samples play(double[] acting, int episodes, long seed) {
    return new Samples(environment, acting, theta, values, episodes, seed);
  }

  @Override
  public String toString() {
    return name;
  }
}
