package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Parameters;
import java.util.function.Function;

/**
 * The slope along v of the derivative along u that dual numbers on the body give: a second
 * derivative by central differences of exact first ones.
 *
 * @param value the slope
 * @param uncertainty rounding over the step; and where two steps, or the two sides, disagree there
 *     is a kink between them, by how much
 */
record Slope(double value, double uncertainty) {
  /** Of the eighth-order central difference: its error is h⁸/630 of the ninth derivative. */
  private static final double[] STENCIL = {4 / 5.0, -1 / 5.0, 4 / 105.0, -1 / 280.0};

  /** So small that h⁸ is nothing. */
  private static final double STEP = 0x1p-14;

  static Slope of(Setting s, Parameters u, Parameters v, Function<EagerPoint, Scalar> function) {
    double[] along = derivatives(s, u, v, function, STEP);
    double[] nearer = derivatives(s, u, v, function, STEP / 2);
    double value = slope(along, STEP);
    double rounding = Tolerance.DOUBLE * s.operations() * (1 + Agreement.largest(along)) / STEP;
    // at a kink of the slope the error is of order h: twice what half the step changes
    double steps = 2 * Math.abs(value - slope(nearer, STEP / 2));
    double sides = Math.abs(oneSided(along, 0) + oneSided(along, 1));
    boolean isKink = steps > 6 * rounding || sides > 1e-3 * (1 + Math.abs(value));
    return new Slope(value, rounding + (isKink ? steps + sides : 0));
  }

  /** The derivative along u at θ + k h v, k = ±1, …, ±4. */
  private static double[] derivatives(
      Setting s, Parameters u, Parameters v, Function<EagerPoint, Scalar> function, double h) {
    double[] along = new double[2 * STENCIL.length];
    for (int k = 0; k < along.length; k++) {
      double step = (k % 2 == 0 ? 1 : -1) * (1 + k / 2) * h;
      along[k] = s.eager().derivative(moved(s, v, step), u.toDoubleArray(), function);
    }
    return along;
  }

  private static double[] moved(Setting s, Parameters v, double step) {
    double[] theta = s.theta().toDoubleArray();
    double[] direction = v.toDoubleArray();
    for (int i = 0; i < theta.length; i++) {
      theta[i] += step * direction[i];
    }
    return theta;
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
}
