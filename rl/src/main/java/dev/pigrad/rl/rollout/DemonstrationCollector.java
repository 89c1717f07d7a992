package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.environment.Transition;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;

/**
 * Rollouts in which a {@link Demonstrator} acts and not the policy: the data of behavioural
 * cloning. Values are 0.
 */
public final class DemonstrationCollector implements Collector {
  private final Demonstrator demonstrator;
  private final VectorEnvironment environments;
  private final int steps;
  private final Batch batch;
  private final PolicyColumns columns;

  /**
   * Collects {@code steps} steps of each environment.
   *
   * @throws IllegalArgumentException if policy and environment do not fit
   */
  public DemonstrationCollector(
      LoadedPolicy policy, VectorEnvironment environments, int steps, Demonstrator demonstrator) {
    PolicyColumns.requireFit(policy.program(), environments);
    this.demonstrator = demonstrator;
    this.environments = environments;
    this.steps = steps;
    this.batch = policy.newBatch(Math.multiplyExact(steps, environments.count()));
    this.columns = new PolicyColumns(policy.program(), batch);
  }

  /** Goes on in all environments; θ has no part in it. */
  @Override
  public Rollout collect(Parameters theta) {
    int n = environments.count();
    double[] rewards = new double[batch.rows()];
    Outcome[] outcomes = new Outcome[batch.rows()];
    int[] stepInEpisode = new int[batch.rows()];
    double[] action = new double[environments.actionSpace().size()];
    for (int row = 0; row < batch.rows(); row++) {
      int i = row % n;
      stepInEpisode[row] = environments.length(i);
      columns.setObservation(row, environments.observation(i));
      demonstrator.act(environments.observation(i).clone(), action);
      columns.setAction(row, action);
      Transition made = environments.step(i, action);
      rewards[row] = made.reward();
      outcomes[row] = made.outcome();
    }
    double[] none = new double[batch.rows()];
    return new Rollout(
        batch,
        new Experience(steps, n, rewards, outcomes, none, none, stepInEpisode),
        environments.takeFinished());
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
