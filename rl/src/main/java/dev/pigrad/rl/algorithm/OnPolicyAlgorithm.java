package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.report.ProgressMeter;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.Collector;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.function.Supplier;

/** An algorithm that collects a rollout, improves θ by it, and collects the next. */
public interface OnPolicyAlgorithm extends Algorithm {
  /**
   * Makes what collects its rollouts.
   *
   * @param random where environments and actions are drawn from
   */
  Collector collector(LoadedPolicy policy, Supplier<Environment> environment, RandomStream random);

  /**
   * Makes what improves θ.
   *
   * @param random where all is drawn from that is not drawn in an environment
   * @throws IllegalArgumentException if the policy lacks something
   */
  Learner learner(LoadedPolicy policy, Parameters theta, RandomStream random);

  @Override
  default Parameters train(
      LoadedPolicy policy,
      Supplier<Environment> environment,
      long steps,
      long seed,
      TrainingListener listener) {
    RandomStream random = RandomStream.of(seed);
    Parameters theta = policy.initialParameters(seed);
    ProgressMeter meter = new ProgressMeter(steps);
    try (Collector collector = collector(policy, environment, random.split(0));
        Learner learner = learner(policy, theta, random.split(1))) {
      listener.onBegin(
          new TrainingState()
              .with("parameters", theta)
              .with("learner", learner.state())
              .with("environments", collector.environments())
              .with("meter", meter));
      while (!meter.isDone()) {
        double remaining = meter.remaining();
        Rollout rollout = collector.collect(theta);
        meter.add(rollout.batch().rows(), rollout.finished());
        Learner.Update update = learner.improve(rollout, remaining);
        listener.onUpdate(meter.update(update.loss(), update.kl(), update.reported()));
      }
    }
    return theta;
  }
}
