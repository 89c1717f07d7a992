package dev.pigrad.testing.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.EagerPolicy;
import dev.pigrad.testing.RandomBatch;
import dev.pigrad.testing.loss.WeightedValue;
import dev.pigrad.testing.loss.WeightedValueProgram;
import dev.pigrad.testing.policy.ClosedPolicyProgram;
import dev.pigrad.testing.policy.DirectPolicyProgram;
import dev.pigrad.testing.policy.ExtremeArgumentsPolicy;
import dev.pigrad.testing.policy.ExtremeArgumentsPolicyProgram;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the parameters of a distribution are extreme, but the result is a number, the result and
 * its gradient are: logits of ±10⁴, σ of 10⁻⁸ and 10⁸, probabilities of 0 and 1.
 */
final class ExtremesTest {
  private static final Engine REFERENCE = Engine.reference(1);
  private static final Engine SIMD = Engine.simd(1);
  private static final int ROWS = 8;

  @AfterAll
  static void close() {
    REFERENCE.close();
    SIMD.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.25",
    "1e4, 0, 1e4",
    "-1e4, 0, -1e4",
    "30, -18.4, 0.25",
    "1e4, -18.4, 0.25",
    "1e4, -18.4, 1e4",
    "1e4, 18.4, 0.25",
    "-1e4, 18.4, -1e4"
  })
  void logProbAndItsGradientAreFiniteAtWhatIsDrawn(double logit, double logStd, double mean) {
    for (Engine engine : new Engine[] {REFERENCE, SIMD}) {
      LoadedPolicy policy = engine.load(new DirectPolicyProgram());
      Parameters theta = extreme(policy, logit, logStd, mean);
      Batch batch = RandomBatch.drawn(policy, theta, ROWS, RandomStream.of(3));
      policy.replay(theta, batch); // what was drawn, not rounded to single precision
      assertFinite("logProb", policy.logProb(theta, batch));
      Parameters gradient = policy.newGradient();
      double[] ones = new double[ROWS];
      Arrays.fill(ones, 1);
      policy.scoreGradient(theta, ones, batch, gradient);
      assertFinite("gradient of logProb", gradient.toDoubleArray());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.25",
    "1e4, 0, 1e4",
    "-1e4, 0, -1e4",
    "30, -18.4, 0.25",
    "1e4, -18.4, 0.25",
    "1e4, -18.4, 1e4",
    "1e4, 18.4, 0.25",
    "-1e4, 18.4, -1e4"
  })
  void entropyAndDivergenceFromItselfAndTheirProductsAreFinite(
      double logit, double logStd, double mean) {
    for (Engine engine : new Engine[] {REFERENCE, SIMD}) {
      LoadedPolicy policy = engine.load(new ClosedPolicyProgram());
      Parameters theta = extreme(policy, logit, logStd, mean);
      Batch batch = RandomBatch.drawn(policy, theta, ROWS, RandomStream.of(3));
      assertFinite("entropy", policy.entropy(theta, batch));
      assertArrayEquals(new double[ROWS], policy.kl(theta, batch), 1e-6, "KL of p with itself");
      Parameters direction = policy.newParameters();
      direction.fill(Math.exp(Math.min(logStd, 0)));
      Parameters product = policy.newGradient();
      try (var fisher = policy.fisher(theta, batch)) {
        fisher.times(direction, product);
      }
      assertFinite("F v", product.toDoubleArray());
    }
  }

  private static final double TINY = 0x1p-24;

  /** Arguments as {@link ExtremeArgumentsPolicy} says them. */
  private static final Map<String, double[]> ARGUMENTS =
      Map.of(
          "real", new double[] {-1e4, -1e3, -89, -20, -1, -1e-8, 0, 1e-8, 1, 20, 89, 1e3, 1e4},
          "exponents", new double[] {-1e4, -104, -1, -1e-8, 0, 1e-8, 88},
          "positive", new double[] {1e-8, 1e-4, 1, 1e2, 1e4},
          "inside", new double[] {TINY - 1, -1e-8, 0, 0.5, 1 - TINY});

  @Test
  void everyFunctionHasItsValueAndItsSlope() {
    for (Engine engine : new Engine[] {REFERENCE, SIMD}) {
      LoadedPolicy policy = engine.load(new ExtremeArgumentsPolicyProgram());
      Parameters theta = policy.newParameters();
      ARGUMENTS.forEach(theta::set);
      Batch batch = RandomBatch.drawn(policy, theta, 1, RandomStream.of(3));
      batch.column(Batch.WEIGHT).set(0, 1);
      Parameters slopes = policy.newGradient();
      double value =
          policy
              .gradient(theta, new WeightedValueProgram(new WeightedValue()), batch, slopes)
              .loss();
      EagerPolicy body =
          EagerPolicy.of(ExtremeArgumentsPolicy.class, policy, Dims.none(), Map.of());
      double[] x = theta.toDoubleArray();
      assertNear("value", engine, body.at(x).value(batch, 0).value(), value);
      double[] expected = body.gradient(x, at -> at.value(batch, 0));
      for (int i = 0; i < x.length; i++) {
        assertNear("slope at " + x[i], engine, expected[i], slopes.toDoubleArray()[i]);
      }
    }
  }

  /** In single precision a slope may lose digits to its argument's rounding, but stays a number. */
  private static void assertNear(String what, Engine engine, double expected, double found) {
    String where = what + " on " + engine;
    assertFinite(where, new double[] {expected, found});
    if (engine == REFERENCE) {
      assertEquals(expected, found, 1e-8 * Math.max(1, Math.abs(expected)), where);
    }
  }

  private static Parameters extreme(LoadedPolicy policy, double logit, double logStd, double mean) {
    Parameters theta = policy.newParameters();
    double[] values = theta.toDoubleArray();
    policy
        .parameterLayout()
        .entries()
        .forEach(
            e -> {
              boolean isSpread =
                  e.name().startsWith("logStd")
                      || e.name().equals("exploration")
                      || e.name().equals("factor");
              boolean isMean = e.name().startsWith("mean");
              boolean isLogit =
                  e.name().equals("logits")
                      || e.name().equals("masked")
                      || e.name().equals("switches")
                      || e.name().equals("weights");
              for (int i = 0; i < e.size(); i++) {
                values[e.offset() + i] =
                    isSpread ? logStd : isLogit && i % 2 == 0 ? logit : (isMean ? mean : 0.25) * i;
              }
            });
    theta.copyFrom(values);
    return theta;
  }

  private static void assertFinite(String what, double[] values) {
    assertTrue(
        Arrays.stream(values).allMatch(Double::isFinite), () -> what + Arrays.toString(values));
  }
}
