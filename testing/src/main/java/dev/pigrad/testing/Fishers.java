package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;

/** The Fisher information: a metric, and the curvature of the divergence. */
final class Fishers {
  private Fishers() {}

  static void symmetry(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    Parameters fu = product(s, u);
    Parameters fv = product(s, v);
    // |uᵀFv| ≤ √(uᵀFu vᵀFv), the size of the terms
    double size = Math.sqrt(Math.abs(u.dot(fu) * v.dot(fv))) + u.norm() * fv.norm();
    Agreement.of("uᵀ F v = vᵀ F u").check(u.dot(fv), v.dot(fu), s.rounding().allowed(size));
  }

  static void positiveSemiDefiniteness(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    Parameters fv = product(s, v);
    double curvature = v.dot(fv);
    double allowed = s.rounding().allowed(v.norm() * fv.norm());
    Agreement.of("vᵀ F v ≥ 0").check(Math.abs(curvature), curvature, 2 * allowed);
  }

  /** F u = ∂/∂u of the gradient of the mean divergence from π, at π. */
  static void hessianOfTheDivergence(Trial trial) {
    Setting s = Setting.of(trial);
    s.leaveTheGrid();
    s.oldTheta().copyFrom(s.theta());
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    v.scale(1 / v.norm());
    EagerPoint old = s.oldPoint();
    Slope slope = Slope.of(s, u, v, at -> meanKl(s, old, at));
    Parameters product = product(s, v);
    Agreement.of("uᵀ F v = uᵀ (∂²KL) v")
        .check(
            slope.value(),
            u.dot(product),
            s.derivative().allowed(u.norm() * product.norm()) + slope.uncertainty());
  }

  private static Scalar meanKl(Setting s, EagerPoint old, EagerPoint at) {
    Scalar sum = Scalar.of(0);
    for (int row = 0; row < s.batch().rows(); row++) {
      sum = sum.plus(at.kl(old, s.batch(), row));
    }
    return sum.divided(s.batch().rows());
  }

  /**
   * A product that begins with kept activations, where another θ has used the same tiles meanwhile,
   * has the bits of one that computes them.
   */
  static void keptActivations(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    Parameters elsewhere = s.policy().newParameters();
    elsewhere.copyFrom(s.theta());
    elsewhere.scale(0.5);
    Parameters product = s.policy().newGradient();
    double[] expected = product(s, v).toDoubleArray();
    try (var kept = s.policy().fisher(s.theta(), s.batch());
        var other = s.policy().fisher(elsewhere, s.batch())) {
      kept.times(s.direction(2), product);
      other.times(v, product);
      kept.times(v, product);
    }
    s.agreement("F v with kept activations")
        .check(expected, product.toDoubleArray(), Tolerance.EXACT);
  }

  /** F v + λ v, λ a power of two: the sum rounds once, however it is computed. */
  static void damping(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    Parameters damped = product(s, v);
    double[] expected = damped.toDoubleArray();
    double[] direction = v.toDoubleArray();
    for (int i = 0; i < expected.length; i++) {
      expected[i] += 0.125 * direction[i];
    }
    damped.axpy(0.125, v);
    s.agreement("F v + λ v").check(expected, damped.toDoubleArray(), Tolerance.EXACT);
  }

  /** Where there is no divergence, E[g (gᵀ v)], g = ∇log π of the batch's actions by the body. */
  static void empirical(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    double[] theta = s.theta().toDoubleArray();
    double expected = 0;
    double size = 0;
    for (int row = 0; row < s.batch().rows(); row++) {
      int r = row;
      double alongU =
          s.eager().derivative(theta, u.toDoubleArray(), at -> at.logProb(s.batch(), r));
      double alongV =
          s.eager().derivative(theta, v.toDoubleArray(), at -> at.logProb(s.batch(), r));
      expected += alongU * alongV / s.batch().rows();
      size += Math.abs(alongU * alongV) / s.batch().rows();
    }
    Parameters product = empiricalProduct(s, v);
    Agreement.of("uᵀ E[g gᵀ] v")
        .check(
            expected,
            u.dot(product),
            s.derivative().allowed(size) + s.rounding().allowed(u.norm() * product.norm()));
  }

  static Parameters empiricalProduct(Setting s, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().empiricalFisher(s.theta(), s.batch())) {
      fisher.times(v, product);
    }
    return product;
  }

  static Parameters product(Setting s, Parameters v) {
    return product(s, v, s.batch());
  }

  static Parameters product(Setting s, Parameters v, Batch rows) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().fisher(s.theta(), rows)) {
      fisher.times(v, product);
    }
    return product;
  }
}
