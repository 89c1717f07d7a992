package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.testing.Quadrature.Weighted;
import dev.pigrad.testing.policy.JointActionPolicy;
import dev.pigrad.testing.policy.JointActionPolicyProgram;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Expectations of a policy with a Gaussian of two entries and a Categorical of three choices. */
final class QuadratureTest {
  private static final LoadedPolicy POLICY =
      Engine.reference(1)
          .load(
              new JointActionPolicyProgram(
                  Dims.of(JointActionPolicy.Obs.class, 2)
                      .and(JointActionPolicy.Hidden.class, 3)
                      .and(JointActionPolicy.Twice.class, 6)
                      .and(JointActionPolicy.Steer.class, 2)
                      .and(JointActionPolicy.Gear.class, 3)));

  private static final RandomStream STREAM = RandomStream.of(7);
  private static final Parameters THETA = POLICY.newParameters();

  static {
    THETA.copyFrom(RandomParameters.near(new double[THETA.size()], POLICY, 1, STREAM));
  }

  private static final Batch BATCH = RandomBatch.drawn(POLICY, THETA, 1, STREAM);
  private static final List<Weighted> POINTS = Quadrature.of(POLICY, THETA, BATCH, 0);

  @Test
  void weightsAddUpToOne() {
    assertEquals(27, POINTS.size());
    assertEquals(1, mean(point -> 1), 1e-15);
  }

  @Test
  void momentsAreTheGaussians() {
    double mu = POLICY.distribution(THETA, BATCH, "steer.mean")[0][1];
    double sigma = Math.exp(POLICY.distribution(THETA, BATCH, "steer.logStd")[0][1]);
    ToDoubleFunction<Weighted> z = point -> (point.action().get(1) - mu) / sigma;
    assertEquals(0, mean(z), 1e-15);
    assertEquals(1, mean(point -> Math.pow(z.applyAsDouble(point), 2)), 1e-14);
    assertEquals(0, mean(point -> Math.pow(z.applyAsDouble(point), 3)), 1e-14);
    assertEquals(3, mean(point -> Math.pow(z.applyAsDouble(point), 4)), 1e-14);
  }

  @Test
  void choicesHaveTheirProbabilities() {
    double[] logits = POLICY.distribution(THETA, BATCH, "gear.logits")[0];
    double ofFirst = mean(point -> point.action().get(2) == 0 ? 1 : 0);
    double ofLast = mean(point -> point.action().get(2) == 2 ? 1 : 0);
    assertEquals(Math.exp(logits[0] - logits[2]), ofFirst / ofLast, 1e-14);
  }

  @Test
  void everyColumnOfARandomBatchIsSetAndInputsLieOnTheGrid() {
    BATCH.columns().forEach(name -> assertTrue(BATCH.column(name).isSet(), name));
    for (Leaf input : POLICY.program().inputs()) {
      for (double number : BATCH.column(input.name()).toDoubleArray()) {
        assertEquals(0, Math.IEEEremainder(number, 1.0 / 16), input.name());
      }
    }
  }

  private static double mean(ToDoubleFunction<Weighted> function) {
    return POINTS.stream().mapToDouble(p -> p.probability() * function.applyAsDouble(p)).sum();
  }
}
