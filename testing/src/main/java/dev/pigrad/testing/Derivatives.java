package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.Tangents;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What was derived, against dual numbers on the body, and forward mode against reverse mode. */
final class Derivatives {
  /** As many parameters as are moved one by one. */
  private static final int FEW = 64;

  private static final int DIRECTIONS = 6;

  private Derivatives() {}

  static void gradients(Trial trial) {
    Setting s = Setting.of(trial);
    s.losses().forEach(loss -> gradient(s, loss));
  }

  static void gradient(Setting s, Loss loss) {
    double allowed = s.derivative().allowed(s.terms(loss));
    check(s, loss, at -> s.meanLoss(at, loss), s.gradient(loss), allowed);
  }

  static void scoreGradient(Trial trial) {
    Setting s = Setting.of(trial);
    double[] weights = weights(s);
    Parameters found = s.policy().newGradient();
    s.policy().scoreGradient(s.theta(), weights, s.batch(), found);
    double size = 1 + Agreement.largest(found.toDoubleArray());
    check(
        s, "Σ w log π", at -> weightedLogProb(s, at, weights), found, s.derivative().allowed(size));
  }

  /**
   * Fails unless a gradient is that of a function by the body: entry by entry where there are few,
   * else along one parameter of each tensor and along some directions in which all move.
   *
   * @param allowed absolute error of an entry
   */
  private static void check(
      Setting s,
      Object what,
      Function<EagerPoint, Scalar> function,
      Parameters found,
      double allowed) {
    double[] theta = s.theta().toDoubleArray();
    if (theta.length <= FEW) {
      double[] expected = s.moving(s.eager().gradient(theta, function));
      s.agreement(what).check(expected, found.toDoubleArray(), allowed);
      return;
    }
    for (Parameters direction : directions(s)) {
      double[] v = direction.toDoubleArray();
      double expected = s.eager().derivative(theta, v, function);
      double size = Arrays.stream(v).map(Math::abs).sum();
      Agreement.of("gradient of " + what + " along " + describe(s, v))
          .check(expected, found.dot(direction), allowed * size);
    }
  }

  private static List<Parameters> directions(Setting s) {
    List<Parameters> directions = new ArrayList<>();
    RandomStream stream = RandomStream.of(s.trial().seed());
    for (var entry : s.policy().parameterLayout().entries()) {
      double[] unit = new double[s.theta().size()];
      unit[entry.offset() + stream.nextInt(entry.size())] = 1;
      Parameters direction = s.policy().newParameters();
      direction.copyFrom(s.moving(unit));
      directions.add(direction);
    }
    IntStream.range(0, DIRECTIONS).forEach(i -> directions.add(s.direction(10 + i)));
    return directions;
  }

  private static String describe(Setting s, double[] v) {
    int[] moving = IntStream.range(0, v.length).filter(i -> v[i] != 0).toArray();
    return moving.length == 1
        ? Agreement.name(s.policy().parameterLayout(), moving[0])
        : "a random direction";
  }

  private static Scalar weightedLogProb(Setting s, EagerPoint point, double[] weights) {
    Scalar sum = Scalar.of(0);
    for (int row = 0; row < weights.length; row++) {
      sum = sum.plus(point.logProb(s.batch(), row).times(weights[row]));
    }
    return sum;
  }

  /** J v of the distribution and of each quantity. */
  static void tangents(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    Tangents found = s.policy().jvp(s.theta(), v, s.batch());
    EagerPoint moving = s.moving(v);
    for (Leaf leaf : s.policy().program().distribution()) {
      double[][] rows = found.distribution(leaf.name());
      for (int row = 0; row < rows.length; row++) {
        double[] expected = moving.leaf(s.batch(), row, leaf.name()).tangents();
        checkTangent(s, leaf.name(), expected, rows[row]);
      }
    }
    EagerPoint old = s.oldPoint();
    for (Quantity quantity : s.policy().program().offers()) {
      switch (quantity) {
        case LOG_PROB ->
            checkTangent(s, "log π", each(s, r -> moving.logProb(s.batch(), r)), found.logProb());
        case ENTROPY ->
            checkTangent(s, "entropy", each(s, r -> moving.entropy(s.batch(), r)), found.entropy());
        case KL -> checkTangent(s, "KL", each(s, r -> moving.kl(old, s.batch(), r)), found.kl());
        case VALUE ->
            checkTangent(s, "value", each(s, r -> moving.value(s.batch(), r)), found.value());
        default -> throw new IllegalStateException(quantity + " has no derivative");
      }
    }
  }

  private static double[] each(Setting s, IntFunction<Scalar> quantity) {
    return IntStream.range(0, s.batch().rows())
        .mapToDouble(row -> quantity.apply(row).tangent())
        .toArray();
  }

  private static void checkTangent(Setting s, String what, double[] expected, double[] found) {
    Agreement.ofEntries("tangent of " + what).check(expected, found, s.derivative());
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩, J the Jacobian of the log-probabilities, and of the values. */
  static void adjoint(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    double[] u = weights(s);
    Tangents pushed = s.policy().jvp(s.theta(), v, s.batch());
    Parameters pulledBack = s.policy().newGradient();
    s.policy().scoreGradient(s.theta(), u, s.batch(), pulledBack);
    checkAdjoint(s, "log π", pushed.logProb(), u, v, pulledBack);
    if (s.policy().program().offers().contains(Quantity.VALUE)) {
      s.batch().column(Batch.WEIGHT).copyFrom(u);
      Parameters ofValues = s.gradient(Loss.VALUE);
      ofValues.scale(s.batch().rows()); // a gradient is a mean
      checkAdjoint(s, "value", pushed.value(), u, v, ofValues);
    }
  }

  private static void checkAdjoint(
      Setting s, String what, double[] pushed, double[] u, Parameters v, Parameters pulledBack) {
    double[] products = IntStream.range(0, u.length).mapToDouble(r -> pushed[r] * u[r]).toArray();
    double size = Arrays.stream(products).map(Math::abs).sum() + v.norm() * pulledBack.norm();
    Tolerance rounding = Tolerance.rounding(Tolerance.DOUBLE, s.operations() + u.length);
    Agreement.of("⟨J v, u⟩ = ⟨v, Jᵀ u⟩ of " + what)
        .check(Arrays.stream(products).sum(), v.dot(pulledBack), rounding.allowed(size));
  }

  private static double[] weights(Setting s) {
    return RandomStream.of(s.trial().seed())
        .doubles(s.batch().rows())
        .map(u -> Math.round(32 * u - 16) / 16.0)
        .toArray();
  }

  /** uᵀ H v is the derivative along v of the body's derivative along u. */
  static void hessians(Trial trial) {
    Setting s = Setting.of(trial);
    s.leaveTheGrid();
    s.losses().forEach(loss -> hessian(s, loss));
  }

  static void hessian(Setting s, Loss loss) {
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    v.scale(1 / v.norm());
    Parameters product = hessian(s, loss, v);
    Slope slope = Slope.of(s, u, v, at -> s.meanLoss(at, loss));
    double magnified = Agreement.largest(s.magnification(loss));
    Agreement.of("uᵀ H v of " + loss)
        .check(
            slope.value(),
            u.dot(product),
            magnified * s.derivative().allowed(u.norm() * product.norm()) + slope.uncertainty());
  }

  /** H v. */
  static Parameters hessian(Setting s, Loss loss, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var hessian = s.policy().hessian(s.theta(), loss.program(), s.batch())) {
      hessian.times(v, product);
    }
    return product;
  }

  /** At ρ beyond the clip on the side where it binds, no entry is other than zero. */
  static void clip(Trial trial) {
    Setting s = Setting.of(trial);
    double[] logProb = s.policy().logProb(s.theta(), s.batch());
    for (int row = 0; row < logProb.length; row++) {
      double advantage = s.batch().column(Batch.ADVANTAGE).get(row, 0);
      double logRatio = advantage > 0 ? 0.5 : -0.5;
      s.batch().column(Batch.OLD_LOG_PROB).set(row, logProb[row] - logRatio);
    }
    Parameters gradient = s.gradient(Loss.CLIPPED);
    s.agreement("a loss whose clip binds")
        .check(new double[gradient.size()], gradient.toDoubleArray(), 0);
  }

  /** Where θ = θ_old, the ratio's gradient is the score. */
  static void atTheOldParameters(Trial trial) {
    Setting s = Setting.of(trial);
    s.policy().record(s.theta(), s.batch());
    s.agreement("the clipped loss at θ_old")
        .check(
            s.gradient(Loss.SCORE_FUNCTION).toDoubleArray(),
            s.gradient(Loss.CLIPPED).toDoubleArray(),
            s.rounding().allowed(s.terms(Loss.CLIPPED)));
  }
}
