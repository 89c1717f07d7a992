package dev.pigrad.rl.algorithm;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;

/**
 * The tensors that the action distribution depends on, shared ones among them: those with an entry
 * in {@code Σ_r w_r ∇log π(a_r|s_r)} that is not exactly 0, for random weights w.
 */
final class PolicyParameters {
  private PolicyParameters() {}

  static ParameterLayout.Subset of(
      LoadedPolicy policy, Parameters theta, Batch batch, RandomStream random) {
    try (Parameters gradient = policy.newGradient()) {
      double[] weights = random.doubles(batch.rows(), 0.5, 1.5).toArray();
      policy.scoreGradient(theta, weights, batch, gradient);
      return theta
          .layout()
          .subset(name -> Arrays.stream(gradient.get(name)).anyMatch(entry -> entry != 0));
    }
  }
}
