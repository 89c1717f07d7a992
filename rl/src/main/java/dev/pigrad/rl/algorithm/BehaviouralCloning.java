package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.DemonstrationCollector;
import dev.pigrad.rl.rollout.Demonstrator;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.rl.surrogate.NegativeLogLikelihood;
import dev.pigrad.rl.surrogate.NegativeLogLikelihoodProgram;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Behavioural cloning (notes 002 eq. 6 and 28): maximise the likelihood of a demonstrator's
 * actions, {@code E_D[log π(a|s)]}. The returns that it reports are the demonstrator's.
 *
 * <p>It is REINFORCE with the reward 1 for the demonstrated action and 0 elsewhere, if the samples
 * are the data; sampled from the policy, that is π(a|s) times this gradient (notes 000 §7 call both
 * identical).
 *
 * @param config its numbers
 * @param demonstrator who is imitated
 */
public record BehaviouralCloning(Config config, Demonstrator demonstrator)
    implements OnPolicyAlgorithm {
  private static final NegativeLogLikelihoodProgram LOSS =
      new NegativeLogLikelihoodProgram(new NegativeLogLikelihood());

  /**
   * The numbers of the algorithm.
   *
   * @param environments environments stepped side by side
   * @param stepsPerEnvironment demonstrated steps of each in an update
   * @param minibatch rows of a gradient step; the last one of a pass may have fewer
   * @param epochs passes over the demonstrations of an update
   * @param learningRate of Adam, at the beginning
   * @param learningRateSchedule how it changes
   * @param adamEpsilon ε of Adam
   */
  public record Config(
      int environments,
      int stepsPerEnvironment,
      int minibatch,
      int epochs,
      double learningRate,
      Schedule learningRateSchedule,
      double adamEpsilon) {
    /** Checks every number. */
    public Config {
      Requirement.atLeastOne("environments", environments);
      Requirement.atLeastOne("stepsPerEnvironment", stepsPerEnvironment);
      Requirement.minibatch(minibatch, environments, stepsPerEnvironment);
      Requirement.atLeastOne("epochs", epochs);
      Requirement.positive("learningRate", learningRate);
      Requirement.positive("adamEpsilon", adamEpsilon);
    }

    private GradientDescent.Rule rule() {
      return new GradientDescent.Rule(
          Optimizer.ADAM,
          learningRate,
          learningRateSchedule,
          Double.POSITIVE_INFINITY,
          adamEpsilon);
    }
  }

  @Override
  public Collector collector(
      LoadedPolicy policy, Supplier<Environment> environment, RandomStream random) {
    return new DemonstrationCollector(
        policy,
        new VectorEnvironment(environment, config.environments, random),
        config.stepsPerEnvironment,
        demonstrator);
  }

  @Override
  public Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random) {
    return new Updater(policy, theta, random);
  }

  private final class Updater implements Learner {
    private final MinibatchDescent descent;

    Updater(LoadedPolicy policy, Parameters theta, RandomStream random) {
      this.descent =
          new MinibatchDescent(
              "behavioural cloning",
              policy,
              theta,
              config.rule(),
              random,
              config.epochs,
              config.minibatch);
    }

    @Override
    public Update improve(Rollout rollout, double remaining) {
      GradientResult last =
          descent.descend(LOSS, rollout.batch(), (minibatch, rows) -> {}, remaining);
      return new Update(last.loss(), Double.NaN, Map.of());
    }

    @Override
    public TrainingState state() {
      return new TrainingState().with("descent", descent);
    }

    @Override
    public void close() {
      descent.close();
    }
  }
}
