package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.EagerPolicy;
import dev.pigrad.testing.RandomBatch;
import dev.pigrad.testing.RandomParameters;
import dev.pigrad.testing.Tolerance;
import dev.pigrad.testing.policy.FrozenPolicy;
import dev.pigrad.testing.policy.FrozenPolicyProgram;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What {@code @Frozen} means for each product: stored with the rest, and constant. */
final class FrozenTest {
  private static final Dims SIZES =
      Dims.of(FrozenPolicy.Obs.class, 3)
          .and(FrozenPolicy.Hidden.class, 4)
          .and(FrozenPolicy.Act.class, 2);

  private static final LoadedPolicy POLICY = Engines.REFERENCE.load(new FrozenPolicyProgram(SIZES));

  private static Setting setting(long seed) {
    RandomStream stream = RandomStream.of(seed);
    Parameters theta = random(stream.split(0));
    Parameters old = random(stream.split(1));
    return new Setting(
        POLICY,
        EagerPolicy.of(FrozenPolicy.class, POLICY, SIZES, Map.of()),
        theta,
        old,
        RandomBatch.drawn(POLICY, old, 3, stream.split(2)));
  }

  private static Parameters random(RandomStream stream) {
    Parameters parameters = POLICY.newParameters();
    double[] zero = new double[parameters.size()];
    parameters.copyFrom(RandomParameters.near(zero, POLICY, 1, stream));
    return parameters;
  }

  @Test
  void everythingInsideAFrozenComponentIsFrozen() {
    assertEquals(
        List.of("scale", "second.weight", "second.bias", "logStd"),
        POLICY.parameterLayout().entries().stream()
            .filter(ParameterLayout.Entry::frozen)
            .map(ParameterLayout.Entry::name)
            .toList());
  }

  @Property(tries = 50)
  void gradientIsTheBodysExceptZeroWhereItIsFrozen(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    Setting s = setting(seed);
    EagerPoint old = s.oldPoint();
    for (Loss loss : s.losses().toList()) {
      double[] expected =
          s.eager()
              .gradient(
                  s.theta().toDoubleArray(), at -> s.meanLosses(at, old, List.of(loss)).getFirst());
      clearFrozen(expected);
      s.agreement(loss).check(expected, s.gradient(loss), Tolerance.derivative(s.operations()));
    }
  }

  @Property(tries = 50)
  void productsIgnoreTheFrozenPartOfADirection(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    Setting s = setting(seed);
    try (var fisher = POLICY.fisher(s.theta(), s.batch());
        var empirical = POLICY.empiricalFisher(s.theta(), s.batch());
        var hessian = POLICY.hessian(s.theta(), Loss.PPO.program(), s.batch())) {
      checkIgnores(s, v -> times(fisher::times, v));
      checkIgnores(s, v -> times(empirical::times, v));
      checkIgnores(s, v -> times(hessian::times, v));
    }
  }

  private interface Product {
    void times(Parameters v, Parameters product);
  }

  private static Parameters times(Product operator, Parameters v) {
    Parameters product = POLICY.newGradient();
    operator.times(v, product);
    return product;
  }

  private static void checkIgnores(Setting s, UnaryOperator<Parameters> product) {
    Parameters v = s.direction(1);
    double[] all = product.apply(v).toDoubleArray();
    double[] trainable = v.toDoubleArray();
    clearFrozen(trainable);
    v.copyFrom(trainable);
    assertArrayEquals(all, product.apply(v).toDoubleArray());
    double[] cleared = all.clone();
    clearFrozen(cleared);
    assertArrayEquals(cleared, all);
  }

  @Test
  void optimiserLeavesThemAsTheyAre() {
    Setting s = setting(1);
    double[] before = s.theta().toDoubleArray();
    Parameters gradient = POLICY.newGradient();
    gradient.fill(1);
    try (var adam = new Adam(POLICY, Adam.Config.of(0.1))) {
      adam.step(s.theta(), gradient);
    }
    double[] after = s.theta().toDoubleArray();
    for (ParameterLayout.Entry entry : POLICY.parameterLayout().entries()) {
      if (entry.frozen()) {
        assertEquals(before[entry.offset()], after[entry.offset()], entry.name());
      } else {
        assertNotEquals(before[entry.offset()], after[entry.offset()], entry.name());
      }
    }
  }

  private static void clearFrozen(double[] values) {
    for (ParameterLayout.Entry entry : POLICY.parameterLayout().entries()) {
      for (int i = 0; entry.frozen() && i < entry.size(); i++) {
        values[entry.offset() + i] = 0;
      }
    }
  }
}
