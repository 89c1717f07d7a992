package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.environment.Transition;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts of whole episodes, one per environment, which may differ in length: for estimators that
 * need no value function.
 *
 * <p>The experience has the episodes one after the other, as if of one environment.
 */
public final class EpisodeCollector implements Collector {
  private final LoadedPolicy policy;
  private final VectorEnvironment environments;
  private final Batch acting;
  private final PolicyColumns columns;
  private final List<RandomStream> exploration;
  private @Nullable Batch collected;

  /** The steps of one episode. */
  private static final class Trajectory {
    private final List<double[]> observations = new ArrayList<>();
    private final List<double[]> actions = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private double[] last = {};
  }

  /**
   * Collects an episode of each environment.
   *
   * @throws IllegalArgumentException if policy and environment do not fit
   */
  public EpisodeCollector(LoadedPolicy policy, VectorEnvironment environments) {
    PolicyColumns.requireFit(policy.program(), environments);
    this.policy = policy;
    this.environments = environments;
    this.acting = policy.newBatch(environments.count());
    this.columns = new PolicyColumns(policy.program(), acting);
    this.exploration = environments.exploration();
  }

  /** An episode of each environment with the policy's parameters θ. */
  @Override
  public Rollout collect(Parameters theta) {
    closeCollected();
    Rollout rollout = assemble(theta, act(theta));
    collected = rollout.batch();
    return rollout;
  }

  private void closeCollected() {
    if (collected != null) {
      collected.close();
    }
  }

  private List<Trajectory> act(Parameters theta) {
    List<Trajectory> trajectories =
        Stream.generate(Trajectory::new).limit(environments.count()).toList();
    int[] running = IntStream.range(0, environments.count()).toArray();
    while (running.length > 0) {
      for (int i : running) {
        columns.setObservation(i, environments.observation(i));
      }
      policy.act(
          theta,
          acting.select(running, 0, running.length),
          IntStream.of(running).mapToObj(exploration::get).toList());
      running =
          IntStream.of(running)
              .filter(i -> !step(i, trajectories.get(i)).outcome().endsEpisode())
              .toArray();
    }
    return trajectories;
  }

  private Transition step(int i, Trajectory trajectory) {
    double[] action = new double[environments.actionSpace().size()];
    columns.getAction(i, action);
    trajectory.observations.add(environments.observation(i).clone());
    trajectory.actions.add(action);
    Transition made = environments.step(i, action);
    trajectory.transitions.add(made);
    trajectory.last = environments.lastObservation(i).clone();
    return made;
  }

  private Rollout assemble(Parameters theta, List<Trajectory> trajectories) {
    int rows = trajectories.stream().mapToInt(each -> each.transitions.size()).sum();
    Batch batch = policy.newBatch(rows);
    PolicyColumns target = new PolicyColumns(policy.program(), batch);
    double[] rewards = new double[rows];
    Outcome[] outcomes = new Outcome[rows];
    int[] stepInEpisode = new int[rows];
    Bootstrap bootstrap = new Bootstrap();
    int row = 0;
    for (Trajectory trajectory : trajectories) {
      for (int t = 0; t < trajectory.transitions.size(); t++) {
        target.setObservation(row, trajectory.observations.get(t));
        target.setAction(row, trajectory.actions.get(t));
        rewards[row] = trajectory.transitions.get(t).reward();
        outcomes[row] = trajectory.transitions.get(t).outcome();
        stepInEpisode[row] = t;
        row++;
      }
      if (outcomes[row - 1] instanceof Outcome.Truncated) {
        bootstrap.add(row - 1, trajectory.last);
      }
    }
    policy.record(theta, batch);
    double[] values =
        Bootstrap.isPossible(policy)
            ? batch.column(Batch.OLD_VALUE).toDoubleArray()
            : new double[rows];
    double[] nextValues = new double[rows];
    for (int r = 0; r < rows - 1; r++) {
      nextValues[r] = outcomes[r].endsEpisode() ? 0 : values[r + 1];
    }
    bootstrap.fill(policy, theta, nextValues);
    return new Rollout(
        batch,
        new Experience(rows, 1, rewards, outcomes, values, nextValues, stepInEpisode),
        environments.takeFinished());
  }

  @Override
  public VectorEnvironment environments() {
    return environments;
  }

  @Override
  public void close() {
    closeCollected();
    acting.close();
  }
}
