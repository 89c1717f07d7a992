package dev.pigrad.testing.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.RandomBatch;
import dev.pigrad.testing.policy.ClosedPolicyProgram;
import dev.pigrad.testing.policy.DirectPolicyProgram;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
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
  @CsvSource({"0, 0", "1e4, 0", "-1e4, 0", "30, -18.4", "1e4, -18.4", "1e4, 18.4", "-1e4, 18.4"})
  void logProbAndItsGradientAreFiniteAtWhatIsDrawn(double logit, double logStd) {
    for (Engine engine : new Engine[] {REFERENCE, SIMD}) {
      LoadedPolicy policy = engine.load(new DirectPolicyProgram());
      Parameters theta = extreme(policy, logit, logStd);
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
  @CsvSource({"0, 0", "1e4, 0", "-1e4, 0", "30, -18.4", "1e4, -18.4", "1e4, 18.4", "-1e4, 18.4"})
  void entropyAndDivergenceFromItselfAndTheirProductsAreFinite(double logit, double logStd) {
    for (Engine engine : new Engine[] {REFERENCE, SIMD}) {
      LoadedPolicy policy = engine.load(new ClosedPolicyProgram());
      Parameters theta = extreme(policy, logit, logStd);
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

  private static Parameters extreme(LoadedPolicy policy, double logit, double logStd) {
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
              boolean isLogit =
                  e.name().equals("logits")
                      || e.name().equals("masked")
                      || e.name().equals("switches")
                      || e.name().equals("weights");
              for (int i = 0; i < e.size(); i++) {
                values[e.offset() + i] =
                    isSpread ? logStd : isLogit && i % 2 == 0 ? logit : 0.25 * i;
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
