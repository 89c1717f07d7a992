package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.testing.policy.ConstantsPolicy;
import dev.pigrad.testing.policy.ConstantsPolicyProgram;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import dev.pigrad.testing.policy.SharedTrunkPolicyProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The body at a point of the parameter space, against the record made by hand. */
final class EagerPolicyTest {
  private static final Dims SIZES =
      Dims.of(SharedTrunkPolicy.Obs.class, 2)
          .and(SharedTrunkPolicy.Hidden.class, 1)
          .and(SharedTrunkPolicy.Act.class, 1);

  private static final LoadedPolicy POLICY =
      Engine.reference(1).load(new SharedTrunkPolicyProgram(SIZES));

  /** first.weight, first.bias, second.weight, second.bias, mean.weight, … in the record's order. */
  private static final double[] THETA = {0.5, -0.25, 0.125, 1, 0.75, 2, -1, 0.5, 3, 0.25};

  private static final EagerPolicy EAGER =
      EagerPolicy.of(SharedTrunkPolicy.class, POLICY, SIZES, Map.of());

  private static final SharedTrunkPolicy BY_HAND =
      new SharedTrunkPolicy(
          new Linear<>(Matrix.of(1, 2, 0.5, -0.25), Vector.of(0.125)),
          new Linear<>(Matrix.of(1, 1, 1), Vector.of(0.75)),
          new Linear<>(Matrix.of(1, 1, 2), Vector.of(-1)),
          Vector.of(0.5),
          new Linear<>(Matrix.of(1, 1, 3), Vector.of(0.25)));

  private static Batch batch() {
    Batch batch = POLICY.newBatch(2);
    batch.column("observation").copyFrom(new double[] {1, 2, -3, 0.5});
    batch.column("action").copyFrom(new double[] {0.25, -1});
    return batch;
  }

  @Test
  void isTheRecordOfTheseParameters() {
    Gaussian<SharedTrunkPolicy.Act> expected = BY_HAND.act(Vector.of(-3, 0.5));
    assertEquals(expected, EAGER.at(THETA).distribution(batch(), 1));
    assertEquals(expected.logProb(Vector.of(-1)), EAGER.at(THETA).logProb(batch(), 1));
    assertEquals(BY_HAND.value(Vector.of(1, 2)), EAGER.at(THETA).value(batch(), 0));
  }

  @Test
  void gradientIsTheDerivativeInEveryDirection() {
    double[] direction = {1, -1, 2, 0.5, 0.25, -2, 1, 3, -1, 0.125};
    double[] gradient = EAGER.gradient(THETA, at -> at.logProb(batch(), 0));
    double expected = 0;
    for (int i = 0; i < direction.length; i++) {
      expected += gradient[i] * direction[i];
    }
    assertEquals(expected, EAGER.derivative(THETA, direction, at -> at.logProb(batch(), 0)), 1e-14);
  }

  @Test
  void gradientIsZeroWhereAParameterHasNoPart() {
    double[] gradient = EAGER.gradient(THETA, at -> at.value(batch(), 0));
    double[] noPart = {gradient[5], gradient[6], gradient[7]};
    assertArrayEquals(new double[3], noPart, "mean and logStd");
    assertEquals(1, gradient[9], "the critic's bias");
  }

  @Test
  void anotherRecordIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> EagerPolicy.of(ConstantsPolicy.class, POLICY, SIZES, Map.of()));
    assertEquals(
        "the program is one of 'dev.pigrad.testing.policy.SharedTrunkPolicy', found the record"
            + " 'dev.pigrad.testing.policy.ConstantsPolicy'; give the record that the program was"
            + " generated from",
        refused.getMessage());
  }

  @Test
  void aConstantWithoutAValueIsNamed() {
    Dims sizes =
        Dims.of(ConstantsPolicy.Obs.class, 1)
            .and(ConstantsPolicy.Hidden.class, 1)
            .and(ConstantsPolicy.Act.class, 1);
    LoadedPolicy policy = Engine.reference(1).load(new ConstantsPolicyProgram(1, 2, sizes));
    EagerPolicy eager = EagerPolicy.of(ConstantsPolicy.class, policy, sizes, Map.of("reach", 1.0));
    var missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> eager.at(new double[policy.newParameters().size()]));
    assertEquals(
        "constant 'temperature' of 'ConstantsPolicy' has no value; give it the program's, found"
            + " values for [reach]",
        missing.getMessage());
  }
}
