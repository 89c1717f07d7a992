package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.Quadrature;
import dev.pigrad.testing.Quadrature.Weighted;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The Fisher information, as a matrix and as a covariance. */
final class FisherTest {
  /** F = E[∇log π ∇log πᵀ], the covariance of the score, which knows nothing of the KL. */
  @Property(tries = 100)
  void productIsTheCovarianceOfTheBodysScore(@ForAll(supplier = Trial.Narrow.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double[] expected = new double[v.size()];
    for (int row = 0; row < s.batch().rows(); row++) {
      addRow(s, row, v.toDoubleArray(), expected);
    }
    s.agreement("F v").check(expected, product(s, v).toDoubleArray(), derivative(s));
  }

  /** Adds Σₐ π(a|s) g (gᵀ v) / B, g = ∇log π(a|s) by dual numbers. */
  private static void addRow(Setting s, int row, double[] v, double[] total) {
    double[] theta = s.theta().toDoubleArray();
    List<Weighted> actions = Quadrature.of(s.policy(), s.theta(), s.batch(), row);
    Batch all = Quadrature.batch(s.policy(), s.batch(), row, actions);
    for (int a = 0; a < actions.size(); a++) {
      int action = a;
      double along = s.eager().derivative(theta, v, at -> at.logProb(all, action));
      double[] score = s.eager().gradient(theta, at -> at.logProb(all, action));
      double weight = actions.get(a).probability() * along / s.batch().rows();
      for (int i = 0; i < total.length; i++) {
        total[i] += weight * score[i];
      }
    }
  }

  /** E[g gᵀ v], g = ∇log π(a|s) of the batch's actions: needs no KL. */
  @Property(tries = 200)
  void empiricalProductIsOfTheBodysScores(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double[] expected = new double[v.size()];
    double terms = 0;
    for (int row = 0; row < s.batch().rows(); row++) {
      terms += addScore(s, row, v.toDoubleArray(), expected);
    }
    s.agreement("E[g gᵀ v]")
        .check(expected, empirical(s, v).toDoubleArray(), derivative(s).allowed(terms));
  }

  /** Adds g (gᵀ v) / B of a row by dual numbers; the size of what is added. */
  private static double addScore(Setting s, int row, double[] v, double[] total) {
    double[] theta = s.theta().toDoubleArray();
    double[] score = s.eager().gradient(theta, at -> at.logProb(s.batch(), row));
    double along = s.eager().derivative(theta, v, at -> at.logProb(s.batch(), row));
    double weight = along / s.batch().rows();
    for (int i = 0; i < total.length; i++) {
      total[i] += weight * score[i];
    }
    return Math.abs(weight) * Agreement.largest(score);
  }

  @Property(tries = 20)
  void isEmpiricalWhereThereIsNoKl(@ForAll(supplier = Trial.Small.class) Trial any) {
    Setting s =
        new Trial(Model.LOGISTIC, any.sizes(), any.rows(), any.seed()).on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    assertTrue(s.policy().fisher(s.theta(), s.batch()).isEmpirical());
    assertArrayEquals(empirical(s, v).toDoubleArray(), product(s, v).toDoubleArray());
  }

  @Property(tries = 500)
  void isSymmetric(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    double uFv = u.dot(product(s, v));
    double vFu = v.dot(product(s, u));
    // |uᵀFv| ≤ √(uᵀFu vᵀFv), the size of the terms
    double size = Math.sqrt(u.dot(product(s, u)) * v.dot(product(s, v)));
    assertEquals(uFv, vFu, rounding(s).allowed(size));
  }

  @Property(tries = 500)
  void isPositiveSemiDefinite(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double curvature = v.dot(product(s, v));
    assertTrue(curvature >= -rounding(s).allowed(1), () -> "vᵀFv = " + curvature);
  }

  @Property(tries = 500)
  void valueHeadIsNoPartOfIt(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s =
        new Trial(Model.SHARED_TRUNK, trial.sizes(), trial.rows(), trial.seed())
            .on(Engines.REFERENCE);
    Parameters v = s.policy().newParameters();
    v.fill(1, s.policy().parameterLayout().subset(name -> name.startsWith("critic")));
    assertArrayEquals(new double[v.size()], product(s, v).toDoubleArray());
    Parameters all = product(s, s.direction(1));
    assertEquals(
        0, all.norm(s.policy().parameterLayout().subset(name -> name.startsWith("critic"))));
  }

  @Property(tries = 500)
  void isLinear(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    Parameters expected = product(s, v);
    expected.axpy(-2, product(s, u));
    double size = 3 * Agreement.largest(product(s, u).toDoubleArray());
    v.axpy(-2, u);
    s.agreement("F (v − 2u)")
        .check(
            expected.toDoubleArray(),
            product(s, v).toDoubleArray(),
            rounding(s).allowed(size + expected.norm()));
  }

  private static Parameters product(Setting s, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().fisher(s.theta(), s.batch())) {
      fisher.times(v, product);
    }
    return product;
  }

  private static Parameters empirical(Setting s, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().empiricalFisher(s.theta(), s.batch())) {
      fisher.times(v, product);
    }
    return product;
  }

  private static Tolerance rounding(Setting s) {
    return Tolerance.rounding(Tolerance.DOUBLE, s.operations());
  }

  private static Tolerance derivative(Setting s) {
    return Tolerance.derivative(s.operations());
  }
}
