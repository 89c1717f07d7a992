package dev.pigrad.rl.environment;

import java.util.random.RandomGenerator;

/**
 * An environment that changes what another one takes or gives. It passes on all that it does not
 * override.
 */
public interface EnvironmentWrapper extends Environment {
  /** The environment inside. */
  Environment environment();

  @Override
  default String name() {
    return environment().name();
  }

  @Override
  default int observationSize() {
    return environment().observationSize();
  }

  @Override
  default ActionSpace actionSpace() {
    return environment().actionSpace();
  }

  @Override
  default void reset(RandomGenerator random, double[] observation) {
    environment().reset(random, observation);
  }

  @Override
  default Transition step(double[] action, double[] observation) {
    return environment().step(action, observation);
  }

  @Override
  default double[] state() {
    return environment().state();
  }

  @Override
  default void restore(double[] state) {
    environment().restore(state);
  }

  @Override
  default void observe(double[] observation) {
    environment().observe(observation);
  }
}
