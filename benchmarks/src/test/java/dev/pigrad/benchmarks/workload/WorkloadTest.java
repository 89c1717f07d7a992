package dev.pigrad.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.runtime.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void namesRowsAndLayers() {
    assertEquals("2048x17-64-64-6", new Workload(2048, Network.GAUSSIAN_64).toString());
  }

  @Test
  void aGradientIsForwardWeightGradientAndInputGradientButOfTheFirstLayer() {
    double forward = 17 * 64 + 64 * 64 + 64 * 6;
    double inputGradient = 64 * 64 + 64 * 6;
    assertEquals(
        2 * 10 * (2 * forward + inputGradient),
        new Workload(10, Network.GAUSSIAN_64).gradientFlops());
  }

  @Test
  void theCompilerCountsTheSameMultiplyAdds() {
    for (Network network : new Network[] {Network.CATEGORICAL_64, Network.ofWidth(33)}) {
      assertEquals(2.0 * network.program().get().multiplyAdds(), network.forwardFlops());
    }
  }

  @Test
  void samplesAreTheSameInEveryRun() {
    Workload workload = new Workload(5, Network.CATEGORICAL_64);
    assertArrayEquals(Samples.draw(workload).oldLogProb(), Samples.draw(workload).oldLogProb());
  }

  @Test
  void bothEnginesOfPigradComputeOneGradient() {
    Samples samples = Samples.draw(new Workload(100, Network.GAUSSIAN_64));
    try (Pigrad simd = new Pigrad(samples, 2);
        Pigrad reference = new Pigrad(samples, Engine.reference(1))) {
      Map<String, float[]> expected = reference.gradientTensors();
      simd.gradientTensors()
          .forEach((name, tensor) -> assertArrayEquals(expected.get(name), tensor, 1e-5f, name));
    }
  }
}
