package dev.pigrad.testing.property;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.Quadrature;
import dev.pigrad.testing.Quadrature.Weighted;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** E[∇log π(a|s)] = ∇ Σₐ π(a|s) = 0. */
final class ScoreTest {
  @Property(tries = 200)
  void expectedScoreIsZeroInEveryState(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    for (int row = 0; row < s.batch().rows(); row++) {
      checkRow(s, row);
    }
  }

  private static void checkRow(Setting s, int row) {
    List<Weighted> actions = Quadrature.of(s.policy(), s.theta(), s.batch(), row);
    Batch all = Quadrature.batch(s.policy(), s.batch(), row, actions);
    double[] weights = actions.stream().mapToDouble(Weighted::probability).toArray();
    Parameters score = s.policy().newGradient();
    s.policy().scoreGradient(s.theta(), weights, all, score);
    s.agreement("Σ π log π")
        .check(new double[score.size()], score.toDoubleArray(), allowed(s, weights, all));
  }

  /** Rounding of terms π(a|s) ∇log π(a|s) that cancel. */
  private static double allowed(Setting s, double[] weights, Batch all) {
    double terms = 1;
    for (int i = 0; i < weights.length; i++) {
      terms += Agreement.largest(single(s.policy(), s.theta(), weights[i], all, i));
    }
    return Tolerance.DOUBLE * s.operations() * terms;
  }

  private static double[] single(
      LoadedPolicy policy, Parameters theta, double weight, Batch all, int row) {
    Parameters score = policy.newGradient();
    policy.scoreGradient(theta, new double[] {weight}, all.select(new int[] {row}, 0, 1), score);
    return score.toDoubleArray();
  }
}
