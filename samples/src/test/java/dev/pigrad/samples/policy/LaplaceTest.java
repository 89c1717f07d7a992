package dev.pigrad.samples.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Vector;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.samples.policy.LaplacePendulumPolicy.Act;
import dev.pigrad.testing.EagerPolicy;
import dev.pigrad.testing.RandomBatch;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A distribution of the user's own is held to the same rules as the library's. */
final class LaplaceTest {
  private static final Laplace<Act> LAPLACE = new Laplace<>(Vector.of(0.5), Vector.of(-0.25));
  private static final int ROWS = 70;

  /** The policy has no open dim. */
  interface Unused extends Dim {}

  @Test
  void densityIntegratesToOneAndEntropyIsTheMeanOfMinusItsLogarithm() {
    assertEquals(1, mean(logProb -> 1), 1e-7);
    assertEquals(LAPLACE.entropy().value(), mean(logProb -> -logProb), 1e-7);
  }

  /** By the midpoint rule on both sides of the kink, which lies between two points. */
  private static double mean(DoubleUnaryOperator ofLogProb) {
    double step = 1e-3;
    double sum = 0;
    for (int i = 0; i < 60_000; i++) {
      double action = 0.5 + (i + 0.5) * step - 30;
      double logProb = LAPLACE.logProb(Vector.of(action)).value();
      sum += Math.exp(logProb) * ofLogProb.applyAsDouble(logProb) * step;
    }
    return sum;
  }

  @Test
  void drawsAtTheQuartilesLieOneLogarithmOfTwoFromTheLocation() {
    double distance = Math.exp(-0.25) * Math.log(2);
    assertEquals(0.5 - distance, drawn(0.25), 1e-15);
    assertEquals(0.5, drawn(0.5), 1e-15);
    assertEquals(0.5 + distance, drawn(0.75), 1e-15);
  }

  private static double drawn(double uniform) {
    return LAPLACE.sample(Noise.replay(uniform)).toArray()[0];
  }

  @Test
  void whatIsGeneratedIsWhatTheBodySays() {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new LaplacePendulumPolicyProgram());
      Parameters theta = policy.initialParameters(5);
      Batch batch = RandomBatch.drawn(policy, theta, ROWS, RandomStream.of(5));
      var eager =
          EagerPolicy.of(LaplacePendulumPolicy.class, policy, Dims.of(Unused.class, 1), Map.of())
              .at(theta.toDoubleArray());
      double[] logProb = policy.logProb(theta, batch);
      double[] entropy = policy.entropy(theta, batch);
      for (int row = 0; row < ROWS; row++) {
        assertEquals(eager.logProb(batch, row).value(), logProb[row], 1e-12);
        assertEquals(eager.entropy(batch, row).value(), entropy[row], 1e-12);
      }
    }
  }
}
