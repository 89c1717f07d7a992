package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.Environment;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The returns of episodes that a policy plays by the mode of its distribution.
 *
 * @param returns the sum of rewards of each episode
 */
public record Evaluation(List<Double> returns) {
  /** The returns are copied. */
  public Evaluation {
    returns = List.copyOf(returns);
  }

  /**
   * Plays {@code episodes} episodes, each in an environment and from a random stream of its own.
   *
   * @param stream what their streams are split from; not that of the training, or episodes start
   *     alike
   */
  public static Evaluation run(
      LoadedPolicy policy,
      Parameters theta,
      Supplier<Environment> environment,
      int episodes,
      RandomStream stream) {
    VectorEnvironment environments = new VectorEnvironment(environment, episodes, stream);
    PolicyColumns.requireFit(policy.program(), environments);
    double[] returns = new double[episodes];
    double[] action = new double[environments.actionSpace().size()];
    try (Batch batch = policy.newBatch(episodes)) {
      PolicyColumns columns = new PolicyColumns(policy.program(), batch);
      int[] running = IntStream.range(0, episodes).toArray();
      while (running.length > 0) {
        for (int i : running) {
          columns.setObservation(i, environments.observation(i));
        }
        policy.mode(theta, batch.select(running, 0, running.length));
        running =
            IntStream.of(running)
                .filter(
                    i -> {
                      columns.getAction(i, action);
                      var made = environments.step(i, action);
                      returns[i] += made.rawReward();
                      return !made.outcome().endsEpisode();
                    })
                .toArray();
      }
    }
    return new Evaluation(DoubleStream.of(returns).boxed().toList());
  }

  /** The mean return. */
  public double mean() {
    return returns.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** The standard deviation of the returns over these episodes (of a population). */
  public double standardDeviation() {
    double mean = mean();
    return Math.sqrt(
        returns.stream().mapToDouble(r -> (r - mean) * (r - mean)).average().orElse(Double.NaN));
  }
}
