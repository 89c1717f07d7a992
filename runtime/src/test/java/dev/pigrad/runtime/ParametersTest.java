package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.Parameter.Initial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
  private static Engine engine(String backend) {
    return backend.equals("simd") ? Engine.simd(1) : Engine.reference(1);
  }

  private static double[] ascending(int size) {
    return IntStream.range(0, size).mapToDouble(i -> i).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void layoutNamesEveryTensor(String backend) {
    try (Engine engine = engine(backend)) {
      Parameters theta = engine.load(new LinearGaussian()).newParameters();
      assertEquals(14, theta.size());
      assertEquals(
          List.of("mean.weight", "mean.bias", "logStd", "critic", "roomValue"),
          theta.layout().names());
      assertEquals(
          new ParameterLayout.Entry("critic", List.of(1, 3), 10, 3, false),
          theta.layout().entry("critic"));
      assertEquals(List.of(), theta.layout().entry("roomValue").shape());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void readsAndWrites(String backend) {
    try (Engine engine = engine(backend)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Parameters theta = policy.newParameters();
      theta.copyFrom(ascending(14));
      assertArrayEquals(new double[] {6, 7}, theta.get("mean.bias"));
      theta.set("mean.bias", -1, -2);
      assertEquals(-2f, theta.toFloatArray()[7]);
      Parameters copy = policy.newParameters();
      copy.copyFrom(theta);
      assertArrayEquals(theta.toDoubleArray(), copy.toDoubleArray());
      copy.copyFrom(new float[14]);
      assertEquals(0, copy.norm());
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> theta.set("mean.bias", 1));
      assertEquals("parameter 'mean.bias' takes 2 values, found 1", error.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void copiesFromAnotherEngine(String backend) {
    try (Engine engine = engine(backend);
        Engine other = Engine.reference(1)) {
      Parameters theta = engine.load(new LinearGaussian()).newParameters();
      Parameters theirs = other.load(new LinearGaussian()).initialParameters(3);
      theta.copyFrom(theirs);
      assertArrayEquals(theirs.toFloatArray(), theta.toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void vectorOperations(String backend) {
    try (Engine engine = engine(backend)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Parameters x = policy.newParameters();
      Parameters y = policy.newParameters();
      x.copyFrom(ascending(14));
      y.fill(1);
      y.axpy(2, x);
      assertEquals(27, y.toDoubleArray()[13]);
      assertEquals(2 * 819 + 91, x.dot(y)); // Σ i (1 + 2 i) for i < 14
      assertEquals(Math.sqrt(819), x.norm());
      y.scale(-1);
      assertEquals(-27, y.get("roomValue")[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void subsetsTouchNothingElse(String backend) {
    try (Engine engine = engine(backend)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      ParameterLayout layout = policy.parameterLayout();
      ParameterLayout.Subset mean = layout.subset(name -> name.startsWith("mean."));
      assertEquals(List.of(new ParameterLayout.Range(0, 8)), mean.ranges());
      assertEquals(List.of(new ParameterLayout.Range(0, 13)), layout.trainable().ranges());
      Parameters x = policy.newParameters();
      x.fill(1);
      x.scale(3, mean);
      x.axpy(1, x, layout.subset("critic"::equals));
      x.fill(5, layout.subset("roomValue"::equals));
      assertArrayEquals(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 2, 2, 2, 5}, x.toDoubleArray());
      assertEquals(72, x.dot(x, mean));
    }
  }

  @Test
  void moreParametersThanAnArrayHoldsAreRefused() {
    Initial zero = new Initial(Initial.Scheme.CONSTANT, 0);
    List<Parameter> parameters = List.of(new Parameter("w", 100_000, 100_000, 2, zero, false));
    String message =
        assertThrows(IllegalArgumentException.class, () -> ParameterLayout.of(parameters))
            .getMessage();
    assertEquals(
        "the policy has 10000000000 parameters, more than fit into an array; bind smaller dims",
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void everyMutationIsAVersion(String backend) {
    try (Engine engine = engine(backend)) {
      Parameters theta = engine.load(new LinearGaussian()).newParameters();
      long before = theta.version();
      theta.fill(1);
      theta.scale(2);
      theta.set("critic", 1, 2, 3);
      assertEquals(before + 3, theta.version());
      theta.toDoubleArray();
      theta.norm();
      assertEquals(before + 3, theta.version());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void knowsWhetherItIsFinite(String backend) {
    try (Engine engine = engine(backend)) {
      Parameters theta = engine.load(new LinearGaussian()).newParameters();
      assertTrue(theta.isFinite());
      theta.set("logStd", 0, Double.NEGATIVE_INFINITY);
      assertFalse(theta.isFinite());
      theta.set("logStd", Double.NaN, 0);
      assertFalse(theta.isFinite());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void adamMakesPyTorchsSteps(String backend) {
    try (Engine engine = engine(backend)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Parameters theta = policy.newParameters();
      theta.fill(1);
      Parameters gradient = policy.newGradient();
      try (Adam adam = new Adam(policy, new Adam.Config(0.1, 0.9, 0.99, 1e-5))) {
        double expected = 1;
        double m = 0;
        double v = 0;
        double[] gradients = {0.5, -2, 0.25};
        for (int t = 1; t <= 3; t++) {
          double g = gradients[t - 1];
          m = 0.9 * m + 0.1 * g;
          v = 0.99 * v + 0.01 * g * g;
          double corrected = Math.sqrt(v / (1 - Math.pow(0.99, t)));
          expected -= 0.1 * (m / (1 - Math.pow(0.9, t))) / (corrected + 1e-5);
          gradient.fill(g);
          adam.step(theta, gradient);
        }
        assertEquals(3, adam.steps());
        assertEquals(expected, theta.get("critic")[1], backend.equals("simd") ? 1e-6 : 1e-14);
        assertEquals(1, theta.get("roomValue")[0], "frozen");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void firstStepOfAdamIsTheLearningRate(String backend) {
    try (Engine engine = engine(backend)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Parameters theta = policy.newParameters();
      Parameters gradient = policy.newGradient();
      gradient.fill(-123);
      try (Adam adam = new Adam(policy, Adam.Config.of(0.01))) {
        adam.step(theta, gradient, 0.5);
        assertEquals(0.5, theta.get("logStd")[0], 1e-6);
      }
    }
  }
}
