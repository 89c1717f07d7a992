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

/**
 * Rollouts of a fixed number of steps, which cut episodes where they happen to be: for estimators
 * that bootstrap from a value function.
 *
 * <p>One batch is used again and again: a rollout is valid until the next one is collected.
 */
public final class RolloutCollector implements Collector {
  private final LoadedPolicy policy;
  private final VectorEnvironment environments;
  private final int steps;
  private final Batch batch;
  private final List<Batch> rowsOfStep = new ArrayList<>();
  private final PolicyColumns columns;
  private final List<RandomStream> exploration;
  private final double[] action;

  /**
   * Collects {@code steps} steps of each environment.
   *
   * @throws IllegalArgumentException if policy and environment do not fit
   */
  public RolloutCollector(LoadedPolicy policy, VectorEnvironment environments, int steps) {
    PolicyColumns.requireFit(policy.program(), environments);
    this.policy = policy;
    this.environments = environments;
    this.steps = steps;
    int n = environments.count();
    this.batch = policy.newBatch(Math.multiplyExact(steps, n));
    int[] rows = IntStream.range(0, batch.rows()).toArray();
    for (int t = 0; t < steps; t++) {
      rowsOfStep.add(batch.select(rows, t * n, (t + 1) * n));
    }
    this.columns = new PolicyColumns(policy.program(), batch);
    this.exploration = environments.exploration();
    this.action = new double[environments.actionSpace().size()];
  }

  /** Goes on in all environments with the policy's parameters θ. */
  @Override
  public Rollout collect(Parameters theta) {
    int n = environments.count();
    double[] rewards = new double[batch.rows()];
    Outcome[] outcomes = new Outcome[batch.rows()];
    int[] stepInEpisode = new int[batch.rows()];
    Bootstrap bootstrap = new Bootstrap();
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        columns.setObservation(t * n + i, environments.observation(i));
        stepInEpisode[t * n + i] = environments.length(i);
      }
      policy.act(theta, rowsOfStep.get(t), exploration);
      for (int i = 0; i < n; i++) {
        int row = t * n + i;
        columns.getAction(row, action);
        Transition made = environments.step(i, action);
        rewards[row] = made.reward();
        outcomes[row] = made.outcome();
        if (needsBootstrap(made.outcome(), t)) {
          bootstrap.add(row, environments.lastObservation(i));
        }
      }
    }
    double[] values = values();
    double[] nextValues = nextValues(outcomes, values);
    bootstrap.fill(policy, theta, nextValues);
    return new Rollout(
        batch,
        new Experience(steps, n, rewards, outcomes, values, nextValues, stepInEpisode),
        environments.takeFinished());
  }

  private boolean needsBootstrap(Outcome outcome, int t) {
    return switch (outcome) {
      case Outcome.Continuing() -> t == steps - 1;
      case Outcome.Truncated() -> true;
      case Outcome.Terminated(boolean atTimeLimit) -> false;
    };
  }

  private double[] values() {
    return Bootstrap.isPossible(policy)
        ? batch.column(Batch.OLD_VALUE).toDoubleArray()
        : new double[batch.rows()];
  }

  /** V(s_{t+1}) where the successor is in the rollout; 0 elsewhere. */
  private double[] nextValues(Outcome[] outcomes, double[] values) {
    int n = environments.count();
    double[] nextValues = new double[values.length];
    for (int row = 0; row < values.length - n; row++) {
      nextValues[row] = outcomes[row].endsEpisode() ? 0 : values[row + n];
    }
    return nextValues;
  }

  @Override
  public VectorEnvironment environments() {
    return environments;
  }

  @Override
  public void close() {
    batch.close();
  }
}
