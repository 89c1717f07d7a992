package dev.pigrad.rl.exact;

import dev.pigrad.lang.Dims;
import dev.pigrad.rl.environment.FiniteEnvironment;
import dev.pigrad.rl.rollout.EpisodeCollector;
import dev.pigrad.rl.rollout.Experience;
import dev.pigrad.rl.rollout.Rollout;
import dev.pigrad.rl.rollout.VectorEnvironment;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Episodes that the engine played with a behaviour policy, and gradients at θ by the generated
 * code, one for each episode.
 */
final class Samples implements AutoCloseable {
  private static final int SIDE_BY_SIDE = 500;

  private final Engine engine = Engine.reference(1);
  private final LoadedPolicy policy;
  private final int logits;
  private final Parameters theta;
  private final Parameters gradient;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Trajectory> trajectories = new ArrayList<>();
  private final List<EpisodeCollector> collectors = new ArrayList<>();

  Samples(
      FiniteEnvironment environment,
      double[] behaviour,
      double[] logits,
      double[] values,
      int episodes,
      long seed) {
    int states = environment.process().states();
    this.logits = logits.length;
    this.policy =
        engine.load(
            new SoftmaxPolicyProgram(
                Dims.of(SoftmaxPolicy.State.class, states)
                    .and(SoftmaxPolicy.Act.class, environment.process().actions())));
    this.theta = parameters(logits, values);
    this.gradient = policy.newGradient();
    Parameters old = parameters(behaviour, values);
    for (int k = 0; k < episodes / SIDE_BY_SIDE; k++) {
      collect(
          old,
          new VectorEnvironment(
              () -> new FiniteEnvironment(environment.name(), environment.process()),
              SIDE_BY_SIDE,
              RandomStream.of(seed).split(k)));
    }
  }

  private Parameters parameters(double[] logits, double[] values) {
    Parameters parameters = policy.newParameters();
    parameters.set("logits", logits);
    parameters.set("values", values);
    return parameters;
  }

  private void collect(Parameters old, VectorEnvironment environments) {
    EpisodeCollector collector = new EpisodeCollector(policy, environments);
    collectors.add(collector);
    Rollout rollout = collector.collect(old);
    double[] logProb = policy.logProb(theta, rollout.batch());
    double[] oldLogProb = rollout.batch().column(Batch.OLD_LOG_PROB).toDoubleArray();
    for (int[] rows : rollout.experience().trajectories()) {
      batches.add(rollout.batch().select(rows, 0, rows.length));
      trajectories.add(
          new Trajectory(
              part(rollout.experience(), rows),
              Arrays.stream(rows).mapToDouble(r -> logProb[r] - oldLogProb[r]).toArray()));
    }
  }

  private static Experience part(Experience e, int[] rows) {
    int from = rows[0];
    int to = from + rows.length;
    return new Experience(
        rows.length,
        1,
        Arrays.copyOfRange(e.rewards(), from, to),
        Arrays.copyOfRange(e.outcomes(), from, to),
        Arrays.copyOfRange(e.values(), from, to),
        Arrays.copyOfRange(e.nextValues(), from, to),
        Arrays.copyOfRange(e.stepInEpisode(), from, to));
  }

  List<Trajectory> trajectories() {
    return trajectories;
  }

  /** {@code Σ_t w_t ∇log π(a_t|s_t)} of each episode. */
  List<double[]> gradients(Function<Trajectory, double[]> weights) {
    List<double[]> gradients = new ArrayList<>();
    for (int i = 0; i < trajectories.size(); i++) {
      policy.scoreGradient(theta, weights.apply(trajectories.get(i)), batches.get(i), gradient);
      gradients.add(Arrays.copyOf(gradient.toDoubleArray(), logits));
    }
    return gradients;
  }

  @Override
  public void close() {
    collectors.forEach(EpisodeCollector::close);
    engine.close();
  }
}
