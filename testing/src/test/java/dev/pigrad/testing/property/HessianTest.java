package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Hessian-vector products of every surrogate, at parameters other than the behaviour policy's. */
final class HessianTest {
  /** Of the eighth-order central difference: its error is h⁸/630 of the ninth derivative. */
  private static final double[] STENCIL = {4 / 5.0, -1 / 5.0, 4 / 105.0, -1 / 280.0};

  /** Small enough that no kink is met, and that h⁸ is nothing. */
  private static final double STEP = 0x1p-14;

  /** uᵀ H v is the slope along v of the body's derivative along u, which dual numbers give. */
  @Property(tries = 300)
  void productIsTheSlopeOfTheBodysDerivative(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    v.scale(1 / v.norm());
    EagerPoint old = s.oldPoint();
    List<Loss> losses = s.losses().toList();
    Slope slope = slope(s, u, v, point -> s.meanLosses(point, old, losses));
    for (int i = 0; i < losses.size(); i++) {
      Parameters product = product(s, losses.get(i), v);
      double rounding = Tolerance.DOUBLE * s.operations() * (1 + slope.largest()[i]) / STEP;
      double allowed =
          Tolerance.derivative(s.operations()).allowed(u.norm() * product.norm()) + rounding;
      assertEquals(slope.value()[i], u.dot(product), allowed, losses.get(i).name());
    }
  }

  /** Slopes of functions, and the largest number that each is the difference of. */
  private record Slope(double[] value, double[] largest) {}

  private interface Functions {
    List<Scalar> at(EagerPoint point);
  }

  private static Slope slope(Setting s, Parameters u, Parameters v, Functions functions) {
    double[] value = new double[(int) s.losses().count()];
    double[] largest = new double[value.length];
    for (int k = 1; k <= STENCIL.length; k++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] theta = moved(s, v, sign * k * STEP);
        List<Scalar> at = functions.at(s.eager().at(theta, u.toDoubleArray()));
        for (int i = 0; i < value.length; i++) {
          value[i] += sign * STENCIL[k - 1] / STEP * at.get(i).tangent();
          largest[i] = Math.max(largest[i], Math.abs(at.get(i).tangent()));
        }
      }
    }
    return new Slope(value, largest);
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
