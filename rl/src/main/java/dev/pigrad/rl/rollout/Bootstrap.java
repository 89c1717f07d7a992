package dev.pigrad.rl.rollout;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The states that a rollout led to and then left: those at a truncation and those at its end. Their
 * values stand for the rewards that were not seen.
 */
final class Bootstrap {
  private final List<Integer> rows = new ArrayList<>();
  private final List<double[]> observations = new ArrayList<>();

  static boolean isPossible(LoadedPolicy policy) {
    return policy.program().offers().contains(Quantity.VALUE);
  }

  /** The step of this row led to this observation. */
  void add(int row, double[] observation) {
    rows.add(row);
    observations.add(observation.clone());
  }

  /** Sets V(s_{t+1}) of the rows that were added; they stay 0 if the policy has no value. */
  void fill(LoadedPolicy policy, Parameters theta, double[] nextValues) {
    if (rows.isEmpty() || !isPossible(policy)) {
      return;
    }
    try (Batch batch = policy.newBatch(rows.size())) {
      PolicyColumns columns = new PolicyColumns(policy.program(), batch);
      for (int k = 0; k < rows.size(); k++) {
        columns.setObservation(k, observations.get(k));
      }
      double[] values = policy.value(theta, batch);
      for (int k = 0; k < rows.size(); k++) {
        nextValues[rows.get(k)] = values[k];
      }
    }
  }
}
