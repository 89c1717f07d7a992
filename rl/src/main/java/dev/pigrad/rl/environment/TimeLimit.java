package dev.pigrad.rl.environment;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Truncates the episodes of an environment after a number of steps, as Gymnasium's wrapper of this
 * name: a step that reaches the limit in a terminal state is both.
 *
 * <p>Its {@link #state} is that of the environment followed by the number of steps made.
 */
public final class TimeLimit implements EnvironmentWrapper {
  private final String name;
  private final Environment environment;
  private final int limit;
  private int elapsed;

  /**
   * Limits {@code environment}.
   *
   * @param name what the limited environment is called
   * @param limit steps of an episode at most, at least 1
   */
  public TimeLimit(String name, Environment environment, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a time limit is at least 1 step, found " + limit);
    }
    this.name = name;
    this.environment = environment;
    this.limit = limit;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    environment.reset(random, observation);
    elapsed = 0;
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    Transition transition = environment.step(action, observation);
    elapsed++;
    return elapsed < limit
        ? transition
        : transition.withOutcome(transition.outcome().whenTimeIsUp());
  }

  @Override
  public double[] state() {
    double[] inner = environment.state();
    double[] state = Arrays.copyOf(inner, inner.length + 1);
    state[inner.length] = elapsed;
    return state;
  }

  @Override
  public void restore(double[] state) {
    environment.restore(Arrays.copyOf(state, state.length - 1));
    elapsed = (int) state[state.length - 1];
  }
}
