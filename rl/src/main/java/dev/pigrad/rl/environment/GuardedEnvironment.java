package dev.pigrad.rl.environment;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds an environment to its contract: an observation, reward or exception that breaks it becomes
 * one {@link EnvironmentException} with environment, episode and step.
 *
 * <p>It fills the caller's array with NaN before each call, so that an entry that was not written
 * is found too; one too many is the array's own exception.
 */
public final class GuardedEnvironment implements EnvironmentWrapper {
  private final Environment environment;
  private final int index;
  private final int size;
  private long episode;
  private long step;
  private boolean running;

  /**
   * Guards {@code environment}, from its first reset on.
   *
   * @param index which of several like it this is, from 0
   */
  public GuardedEnvironment(Environment environment, int index) {
    this.environment = environment;
    this.index = index;
    this.size = environment.observationSize();
    if (size < 1) {
      throw new EnvironmentException(
          environment.name() + ": an observation has at least 1 entry, found " + size, null);
    }
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public int observationSize() {
    return size;
  }

  /** How many episodes were started. */
  public long episode() {
    return episode;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    episode++;
    step = 0;
    Arrays.fill(observation, Double.NaN);
    guard(
        "reset",
        () -> {
          environment.reset(random, observation);
          return true;
        });
    checkObservation("reset", observation);
    running = true;
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    if (!running) {
      throw failure("step: the episode is over; call reset first", null);
    }
    step++;
    Arrays.fill(observation, Double.NaN);
    Transition transition = guard("step", () -> environment.step(action, observation));
    checkObservation("step", observation);
    if (!Double.isFinite(transition.reward())) {
      throw failure("step: the reward is " + transition.reward() + ", not a finite number", null);
    }
    running = !transition.outcome().endsEpisode();
    return transition;
  }

  /** That of the environment, then the numbers of episode and step, and whether it goes on. */
  @Override
  public double[] state() {
    double[] inner = environment.state();
    double[] state = Arrays.copyOf(inner, inner.length + 3);
    state[inner.length] = episode;
    state[inner.length + 1] = step;
    state[inner.length + 2] = running ? 1 : 0;
    return state;
  }

  @Override
  public void restore(double[] state) {
    int inner = state.length - 3;
    environment.restore(Arrays.copyOf(state, inner));
    episode = (long) state[inner];
    step = (long) state[inner + 1];
    running = state[inner + 2] == 1;
  }

  private <T> T guard(String call, Supplier<T> action) {
    T result;
    try {
      result = action.get();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw failure(
          call + ": " + e.getMessage() + "; its observations have " + size + " entries, as it says",
          e);
    } catch (RuntimeException e) {
      throw failure(call + " threw " + e, e);
    }
    if (result == null) {
      throw failure(call + " returned null", null);
    }
    return result;
  }

  private void checkObservation(String call, double[] observation) {
    for (int j = 0; j < size; j++) {
      if (!Double.isFinite(observation[j])) {
        String found =
            Double.isNaN(observation[j]) ? "NaN or was not written" : "" + observation[j];
        throw failure(
            call + ": entry " + j + " of " + size + " of the observation is " + found, null);
      }
    }
  }

  private EnvironmentException failure(String what, @Nullable Throwable cause) {
    return new EnvironmentException(
        name() + ", environment " + index + ", episode " + episode + ", step " + step + ": " + what,
        cause);
  }
}
