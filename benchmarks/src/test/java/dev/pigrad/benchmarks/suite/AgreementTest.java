package dev.pigrad.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final Workload WORKLOAD = new Workload(64, Network.GAUSSIAN_64);

  private static Map<String, float[]> gradient(float... tensor) {
    return Map.of("mean.first.weight", tensor);
  }

  @Test
  void acceptsRounding() {
    assertDoesNotThrow(() -> Agreement.require(WORKLOAD, gradient(1.0005f, 2), gradient(1, 2)));
  }

  @Test
  void rejectsAnotherGradientAndNamesTheTensor() {
    DisagreementException error =
        assertThrows(
            DisagreementException.class,
            () -> Agreement.require(WORKLOAD, gradient(1.1f, 2), gradient(1, 2)));
    assertEquals(
        "the gradients of 64x17-64-64-6 disagree by 4.5e-02 of the norm of 'mean.first.weight'",
        error.getMessage());
  }

  @Test
  void rejectsNaN() {
    assertThrows(
        DisagreementException.class,
        () -> Agreement.require(WORKLOAD, gradient(Float.NaN, 2), gradient(1, 2)));
  }
}
