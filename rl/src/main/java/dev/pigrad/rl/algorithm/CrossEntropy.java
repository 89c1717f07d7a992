package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.estimator.Returns;
import dev.pigrad.rl.optimizer.SearchDistribution;
import dev.pigrad.rl.report.ProgressMeter;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The cross-entropy method over θ (Rubinstein 1999; notes 002 §4): draw candidates {@code x_i ~
 * N(μ, σ²)}, let each play, and set μ to the weighted mean {@code Σ f(x_i) x_i / Σ f(x_i)} and σ to
 * the weighted deviation, where f is 1 for the best candidates and 0 for the others. No gradient is
 * derived; its step is one all the same, {@code μ' − μ = σ² ∇_μ log E[f]} (notes 002 eq. 36).
 *
 * @param config its numbers
 */
public record CrossEntropy(Config config) implements Algorithm {
  /**
   * The numbers of the algorithm.
   *
   * @param population candidates of a generation
   * @param elites the best of them, whose f is 1
   * @param episodes episodes that judge a candidate, played side by side
   * @param gamma discount γ of the return, in [0, 1]
   * @param deviation σ of every parameter, at the beginning
   * @param noise added to σ², falling to 0 over the training, so that σ does not vanish too early
   */
  public record Config(
      int population, int elites, int episodes, double gamma, double deviation, double noise) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("population", population);
      Requirement.atLeastOne("elites", elites);
      Requirement.require(
          elites <= population, "elites", "at most the population of " + population, elites);
      Requirement.atLeastOne("episodes", episodes);
      Requirement.inUnitInterval("gamma", gamma);
      Requirement.positive("deviation", deviation);
      Requirement.notNegative("noise", noise);
    }
  }

  /** The mean of the last generation's elites is what comes back. */
  @Override
  public Parameters train(
      LoadedPolicy policy,
      Supplier<Environment> environment,
      long steps,
      long seed,
      TrainingListener listener) {
    RandomStream random = RandomStream.of(seed);
    Parameters theta = policy.initialParameters(seed);
    SearchDistribution search =
        new SearchDistribution(theta.toDoubleArray(), config.deviation, random.split(1));
    VectorEnvironment environments =
        new VectorEnvironment(environment, config.episodes, random.split(0));
    ProgressMeter meter = new ProgressMeter(steps);
    try (EpisodeCollector collector = new EpisodeCollector(policy, environments)) {
      listener.onBegin(
          new TrainingState()
              .with("parameters", theta)
              .with("search", search)
              .with("environments", environments)
              .with("meter", meter));
      while (!meter.isDone()) {
        double remaining = meter.remaining();
        double[][] candidates = search.sample(config.population);
        double[] returns = new double[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
          theta.copyFrom(candidates[i]);
          Rollout rollout = collector.collect(theta);
          meter.add(rollout.batch().rows(), rollout.finished());
          returns[i] = meanReturn(rollout.experience());
        }
        search.fit(candidates, elites(returns), config.noise * remaining);
        theta.copyFrom(search.mean());
        listener.onUpdate(
            meter.update(
                -Arrays.stream(returns).average().orElseThrow(),
                Double.NaN,
                Map.of("deviation", search.meanDeviation())));
      }
    }
    return theta;
  }

  private double meanReturn(Experience experience) {
    double[] returns = Returns.FULL.of(experience, config.gamma);
    List<int[]> episodes = experience.trajectories();
    return episodes.stream().mapToDouble(rows -> returns[rows[0]]).average().orElseThrow();
  }

  /** f of each candidate: 1 for the best, 0 for the others; of equals the first count as better. */
  private double[] elites(double[] returns) {
    double[] f = new double[returns.length];
    IntStream.range(0, returns.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -returns[i]))
        .limit(config.elites)
        .forEach(i -> f[i] = 1);
    return f;
  }
}
