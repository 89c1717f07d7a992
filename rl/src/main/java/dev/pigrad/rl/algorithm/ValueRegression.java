package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.rl.surrogate.ValueFitProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Set;

/**
 * Fits V to return targets after a step of the policy, with the parameters that only V depends on:
 * whatever policy and value share stays where the policy's step put it.
 */
final class ValueRegression implements Stateful, AutoCloseable {
  private static final ValueFitProgram LOSS = new ValueFitProgram(new ValueFit());

  private final MinibatchDescent descent;

  /** Fits V of θ. */
  ValueRegression(
      String algorithm,
      ValueRegressionConfig config,
      LoadedPolicy policy,
      Parameters theta,
      RandomStream random) {
    Requirement.valueFunction(policy, algorithm);
    Set<String> acting = Set.copyOf(policy.program().actingParameters());
    this.descent =
        new MinibatchDescent(
            algorithm + ", value",
            policy.training(policy.parameterLayout().subset(name -> !acting.contains(name))),
            theta,
            config.rule(),
            random.split(1),
            config.epochs(),
            config.minibatch());
  }

  /** Fits V to the batch's return targets; the loss of the last gradient step comes back. */
  double fit(Batch batch, double remaining) {
    return descent.descend(LOSS, batch, (part, rows) -> {}, remaining).loss();
  }

  @Override
  public void save(State state) {
    descent.save(state);
  }

  @Override
  public void restore(State state) {
    descent.restore(state);
  }

  @Override
  public void close() {
    descent.close();
  }
}
