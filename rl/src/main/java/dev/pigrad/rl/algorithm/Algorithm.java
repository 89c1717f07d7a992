package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import java.util.function.Supplier;

/** What improves a policy by acting in an environment. */
public interface Algorithm {
  /** The numbers that it was made with, for the record of a run. */
  Record config();

  /**
   * Trains a policy from its initial parameters. The same seed gives the same parameters, whatever
   * the number of threads.
   *
   * @param environment makes an environment
   * @param steps environment steps in all, at least 1; the last rollout is made whole
   * @param seed of the parameters and of all that is drawn
   * @param listener hears of the beginning and of each update; whatever changes from one update to
   *     the next is in the state that it is told of at the beginning
   * @return θ, to be closed by the caller
   * @throws IllegalArgumentException if policy, environment and algorithm do not fit
   * @throws DivergenceException if a loss or gradient is not finite
   */
  Parameters train(
      LoadedPolicy policy,
      Supplier<Environment> environment,
      long steps,
      long seed,
      TrainingListener listener);
}
