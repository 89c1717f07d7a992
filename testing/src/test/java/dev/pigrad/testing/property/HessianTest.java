package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Hessian-vector products of every surrogate, at parameters other than the behaviour policy's. */
final class HessianTest {
  /** Of the eighth-order central difference: its error is h⁸/630 of the ninth derivative. */
  private static final double[] STENCIL = {4 / 5.0, -1 / 5.0, 4 / 105.0, -1 / 280.0};

  /** So small that h⁸ is nothing. */
  private static final double STEP = 0x1p-14;

  /**
   * uᵀ H v is the slope along v of the body's derivative along u, which dual numbers give. Where
   * two steps disagree about the slope there is a kink between them, and none to compare with.
   */
  @Property(tries = 300)
  void productIsTheSlopeOfTheBodysDerivative(
      @ForAll(supplier = Trial.SmallWithoutStop.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.theta().axpy(Math.PI / 100, s.direction(3)); // off the grid, on which kinks lie
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    v.scale(1 / v.norm());
    List<Loss> losses = s.losses().toList();
    double[][] along = derivatives(s, u, v, losses, STEP);
    double[][] nearer = derivatives(s, u, v, losses, STEP / 2);
    for (int i = 0; i < losses.size(); i++) {
      Parameters product = product(s, losses.get(i), v);
      double rounding =
          Tolerance.DOUBLE * s.operations() * (1 + Agreement.largest(along[i])) / STEP;
      double allowed =
          Tolerance.derivative(s.operations()).allowed(u.norm() * product.norm()) + rounding;
      double expected = slope(along[i], STEP);
      Assume.that(Math.abs(expected - slope(nearer[i], STEP / 2)) <= 3 * rounding);
      Assume.that(
          Math.abs(oneSided(along[i], 0) + oneSided(along[i], 1)) <= 1e-3 * scale(along[i]));
      assertEquals(expected, u.dot(product), allowed, losses.get(i).name());
    }
  }

  /** The derivative of each loss along u at θ + k h v, k = ±1, …, ±4. */
  private static double[][] derivatives(
      Setting s, Parameters u, Parameters v, List<Loss> losses, double h) {
    EagerPoint old = s.oldPoint();
    double[][] along = new double[losses.size()][2 * STENCIL.length];
    for (int k = 0; k < 2 * STENCIL.length; k++) {
      double step = (k % 2 == 0 ? 1 : -1) * (1 + k / 2) * h;
      EagerPoint point = s.eager().at(moved(s, v, step), u.toDoubleArray());
      List<Scalar> means = s.meanLosses(point, old, losses);
      for (int i = 0; i < along.length; i++) {
        along[i][k] = means.get(i).tangent();
      }
    }
    return along;
  }

  private static double slope(double[] along, double h) {
    double slope = 0;
    for (int k = 0; k < STENCIL.length; k++) {
      slope += STENCIL[k] * (along[2 * k] - along[2 * k + 1]) / h;
    }
    return slope;
  }

  /**
   * The slope from one side alone, by the cubic through its four points, the left one negated:
   * where the sides differ the curvature jumps at the point itself, which no step size shows.
   */
  private static double oneSided(double[] along, int side) {
    return (-26 * along[side] + 57 * along[side + 2] - 42 * along[side + 4] + 11 * along[side + 6])
        / (6 * STEP);
  }

  private static double scale(double[] along) {
    return 1 + Math.abs(slope(along, STEP));
  }

  private static double[] moved(Setting s, Parameters v, double step) {
    double[] theta = s.theta().toDoubleArray();
    double[] direction = v.toDoubleArray();
    for (int i = 0; i < theta.length; i++) {
      theta[i] += step * direction[i];
    }
    return theta;
  }

  @Property(tries = 300)
  void isSymmetric(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    s.losses()
        .forEach(
            loss -> {
              Parameters hv = product(s, loss, v);
              Parameters hu = product(s, loss, u);
              double size = u.norm() * hv.norm() + v.norm() * hu.norm();
              double allowed = Tolerance.rounding(Tolerance.DOUBLE, s.operations()).allowed(size);
              assertEquals(u.dot(hv), v.dot(hu), allowed, loss.name());
            });
  }

  @Property(tries = 100)
  void isLinear(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    s.losses()
        .forEach(
            loss -> {
              Parameters expected = product(s, loss, v);
              expected.axpy(-2, product(s, loss, u));
              double size = 3 * Agreement.largest(product(s, loss, u).toDoubleArray());
              Parameters difference = s.direction(2);
              difference.axpy(-2, u);
              s.agreement("H (v − 2u) of " + loss)
                  .check(
                      expected.toDoubleArray(),
                      product(s, loss, difference).toDoubleArray(),
                      Tolerance.rounding(Tolerance.DOUBLE, s.operations())
                          .allowed(size + expected.norm()));
            });
  }

  /** Σ_r over many tiles and chunks, each row as it is alone. */
  @Property(tries = 20)
  void isTheMeanOfItsRows(@ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double[] mean = new double[v.size()];
    double terms = 0;
    int rows = s.batch().rows();
    for (int row = 0; row < rows; row++) {
      Parameters product = s.policy().newGradient();
      try (var hessian =
          s.policy()
              .hessian(
                  s.theta(),
                  Loss.IMPORTANCE_WEIGHTED.program(),
                  s.batch().select(new int[] {row}, 0, 1))) {
        hessian.times(v, product);
      }
      double[] ofRow = product.toDoubleArray();
      terms += Agreement.largest(ofRow) / rows;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += ofRow[i] / rows;
      }
    }
    s.agreement("H v")
        .check(
            mean,
            product(s, Loss.IMPORTANCE_WEIGHTED, v).toDoubleArray(),
            Tolerance.rounding(Tolerance.DOUBLE, s.operations() + rows).allowed(terms));
  }

  private static Parameters product(Setting s, Loss loss, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var hessian = s.policy().hessian(s.theta(), loss.program(), s.batch())) {
      hessian.times(v, product);
    }
    return product;
  }
}
