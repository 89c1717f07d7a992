package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.Tangents;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import dev.pigrad.testing.policy.WeightedValue;
import dev.pigrad.testing.policy.WeightedValueProgram;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** J v, what forward mode generates, against dual numbers on the body and against reverse mode. */
final class TangentsTest {
  @Property(tries = 300)
  void tangentsOfTheDistributionAreTheBodys(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    Tangents found = s.policy().jvp(s.theta(), v, s.batch());
    EagerPoint moving = moving(s, v);
    for (Leaf leaf : s.policy().program().distribution()) {
      double[][] rows = found.distribution(leaf.name());
      for (int row = 0; row < s.batch().rows(); row++) {
        double[] expected = moving.leaf(s.batch(), row, leaf.name()).tangents();
        check(s, leaf.name(), expected, rows[row]);
      }
    }
  }

  @Property(tries = 300)
  void tangentOfLogProbIsTheBodys(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    EagerPoint moving = moving(s, v);
    double[] expected = tangents(s, row -> moving.logProb(s.batch(), row));
    check(s, "log π", expected, s.policy().jvp(s.theta(), v, s.batch()).logProb());
  }

  @Property(tries = 300)
  void tangentsOfEntropyAndKlAreTheBodys(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    EagerPoint moving = moving(s, v);
    EagerPoint old = s.oldPoint();
    Tangents found = s.policy().jvp(s.theta(), v, s.batch());
    check(s, "H", tangents(s, row -> moving.entropy(s.batch(), row)), found.entropy());
    check(s, "KL", tangents(s, row -> moving.kl(old, s.batch(), row)), found.kl());
  }

  @Property(tries = 300)
  void tangentOfTheValueIsTheBodys(@ForAll(supplier = Trial.SmallWithValue.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    EagerPoint moving = moving(s, v);
    double[] expected = tangents(s, row -> moving.value(s.batch(), row));
    check(s, "V", expected, s.policy().jvp(s.theta(), v, s.batch()).value());
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩, J the Jacobian of the log-probabilities. */
  @Property(tries = 300)
  void scoreGradientIsTheAdjoint(@ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double[] u = weights(s);
    Parameters pulledBack = s.policy().newGradient();
    s.policy().scoreGradient(s.theta(), u, s.batch(), pulledBack);
    checkAdjoint(s, s.policy().jvp(s.theta(), v, s.batch()).logProb(), u, v, pulledBack);
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩, J the Jacobian of the values. */
  @Property(tries = 300)
  void gradientOfWeightedValuesIsTheAdjoint(
      @ForAll(supplier = Trial.SmallWithValue.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    Parameters v = s.direction(1);
    double[] u = weights(s);
    s.batch().column(Batch.WEIGHT).copyFrom(u);
    Parameters pulledBack = s.policy().newGradient();
    s.policy()
        .gradient(s.theta(), new WeightedValueProgram(new WeightedValue()), s.batch(), pulledBack);
    pulledBack.scale(s.batch().rows()); // a gradient is a mean
    checkAdjoint(s, s.policy().jvp(s.theta(), v, s.batch()).value(), u, v, pulledBack);
  }

  private static void checkAdjoint(
      Setting s, double[] pushed, double[] u, Parameters v, Parameters pulledBack) {
    double forward = IntStream.range(0, u.length).mapToDouble(r -> pushed[r] * u[r]).sum();
    double terms = IntStream.range(0, u.length).mapToDouble(r -> Math.abs(pushed[r] * u[r])).sum();
    double size = terms + v.norm() * pulledBack.norm();
    assertEquals(
        forward,
        v.dot(pulledBack),
        Tolerance.rounding(Tolerance.DOUBLE, s.operations() + u.length).allowed(size));
  }

  private static double[] weights(Setting s) {
    return RandomStream.of(7).doubles(s.batch().rows()).map(x -> 2 * x - 1).toArray();
  }

  private static EagerPoint moving(Setting s, Parameters v) {
    return s.eager().at(s.theta().toDoubleArray(), v.toDoubleArray());
  }

  private static double[] tangents(Setting s, IntFunction<Scalar> quantity) {
    return IntStream.range(0, s.batch().rows())
        .mapToDouble(row -> quantity.apply(row).tangent())
        .toArray();
  }

  private static void check(Setting s, String what, double[] expected, double[] found) {
    Agreement.ofRows("tangent of " + what)
        .check(expected, found, Tolerance.derivative(s.operations()));
  }
}
