package dev.pigrad.testing.property;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.Tolerance;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** SIMD computes what the reference does, up to single precision. */
final class BackendParityTest {
  @Property(tries = 150)
  void valuesOfSimdAreTheReferences(@ForAll(supplier = Trial.Wide.class) Trial trial) {
    Setting expected = trial.on(Engines.REFERENCE);
    Setting found = expected.on(Engines.SIMD, trial);
    check(expected, found, Quantity.LOG_PROB, (s, b) -> s.policy().logProb(s.theta(), b));
    check(expected, found, Quantity.ENTROPY, (s, b) -> s.policy().entropy(s.theta(), b));
    check(expected, found, Quantity.KL, (s, b) -> s.policy().kl(s.theta(), b));
    check(expected, found, Quantity.VALUE, (s, b) -> s.policy().value(s.theta(), b));
  }

  @Property(tries = 150)
  void gradientsOfSimdAreTheReferences(@ForAll(supplier = Trial.Wide.class) Trial trial) {
    Setting expected = trial.on(Engines.REFERENCE);
    Setting found = expected.on(Engines.SIMD, trial);
    expected
        .losses()
        .forEach(
            loss ->
                expected
                    .agreement(loss)
                    .check(
                        expected.gradient(loss),
                        found.gradient(loss),
                        rounding(expected).allowed(expected.terms(loss))));
  }

  @Property(tries = 100)
  void fisherProductsOfSimdAreTheReferences(
      @ForAll(supplier = Trial.WideWithKl.class) Trial trial) {
    Setting expected = trial.on(Engines.REFERENCE);
    Setting found = expected.on(Engines.SIMD, trial);
    expected
        .agreement("F v")
        .check(fisherTimesTheta(expected), fisherTimesTheta(found), rounding(expected));
  }

  private static double[] fisherTimesTheta(Setting s) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().fisher(s.theta(), s.batch())) {
      fisher.times(s.oldTheta(), product);
    }
    return product.toDoubleArray();
  }

  private static void check(
      Setting expected,
      Setting found,
      Quantity quantity,
      BiFunction<Setting, Batch, double[]> values) {
    if (expected.policy().program().offers().contains(quantity)) {
      Agreement.ofRows(quantity.name())
          .check(
              values.apply(expected, expected.batch()),
              values.apply(found, found.batch()),
              rounding(expected));
    }
  }

  private static Tolerance rounding(Setting s) {
    return Tolerance.rounding(Tolerance.FLOAT, s.operations());
  }
}
