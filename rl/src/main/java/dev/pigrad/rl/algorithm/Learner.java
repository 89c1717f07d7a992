package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.Quantity;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Improves θ by one rollout after the other, with what it keeps between them. */
public interface Learner extends AutoCloseable {
  /**
   * What an update came to.
   *
   * @param loss the mean loss of its last pass
   * @param kl the mean of KL(π_old‖π) over the rollout, or an estimate; NaN if there is none
   * @param reported further numbers, by name
   */
  record Update(double loss, double kl, Map<String, Double> reported) {}

  /**
   * Improves θ.
   *
   * @param rollout collected with θ; columns of its batch may be written
   * @param remaining what is left of the training, from 1 down, above 0
   * @throws DivergenceException if a loss or gradient is not finite
   */
  Update improve(Rollout rollout, double remaining);

  /** All that changes from one update to the next, besides θ. */
  TrainingState state();

  @Override
  void close();

  /** The mean of KL(π_old‖π) over a batch's states; NaN if the distribution has no KL. */
  static double meanKl(LoadedPolicy policy, Parameters theta, Batch batch) {
    return policy.program().offers().contains(Quantity.KL)
        ? DoubleStream.of(policy.kl(theta, batch)).average().orElseThrow()
        : Double.NaN;
  }
}
