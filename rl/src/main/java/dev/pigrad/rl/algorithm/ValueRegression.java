package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.rl.surrogate.ValueFitProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;

/**
 * Fits V to return targets after a step of the policy, with the parameters that only V depends on:
 * whatever policy and value share stays where the policy's step put it.
 */
final class ValueRegression implements Stateful, AutoCloseable {
  private static final ValueFitProgram LOSS = new ValueFitProgram(new ValueFit());

  private final LoadedPolicy policy;
  private final Parameters theta;
  private final MinibatchDescent descent;
  private final RandomStream weights;

  /** Fits V of θ. */
  ValueRegression(
      String algorithm,
      ValueRegressionConfig config,
      LoadedPolicy policy,
      Parameters theta,
      RandomStream random) {
    Requirement.valueFunction(policy, algorithm);
    this.policy = policy;
    this.theta = theta;
    this.weights = random.split(0);
    this.descent =
        new MinibatchDescent(
            algorithm + ", value",
            policy,
            theta,
            config.rule(),
            random.split(1),
            config.epochs(),
            config.minibatch());
  }

  /** Fits V to the batch's return targets; the loss of the last gradient step comes back. */
  double fit(Batch batch, double remaining) {
    ParameterLayout.Subset held = PolicyParameters.of(policy, theta, batch, weights);
    return descent.descend(LOSS, batch, (part, rows) -> {}, held, remaining).loss();
  }

  @Override
  public void save(State state) {
    changing().save(state);
  }

  @Override
  public void restore(State state) {
    changing().restore(state);
  }

  private Stateful changing() {
    return new TrainingState().with("descent", descent).with("weights", weights);
  }

  @Override
  public void close() {
    descent.close();
  }
}
