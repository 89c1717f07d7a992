package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.OpenClDriver;
import dev.pigrad.runtime.OpenClTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parameters, batch, activations and Adam's state stay on the device from step to step. */
@ExtendWith(OpenClDriver.class)
final class ResidencyTest {
  private static long transferredBy(Runnable step) {
    long before = Calls.transferred();
    step.run();
    return Calls.transferred() - before;
  }

  private static void assertStaysResident(Runnable step, long most) {
    step.run(); // takes everything there
    long first = transferredBy(step);
    assertEquals(first, transferredBy(step));
    assertTrue(first <= most, first + " bytes");
  }

  /** The rows that are selected go there; the loss and the reported value come back. */
  @Test
  void minibatchTransfersItsSelectionAndItsLoss() {
    try (Engine engine = Engine.openCl();
        OpenClTraining training = new OpenClTraining(engine)) {
      assertStaysResident(training::minibatch, (4 + 2) * Float.BYTES);
    }
  }

  /** The parts of a product of two vectors come back. */
  @Test
  void conjugateGradientStepTransfersAProductOfVectors() {
    try (Engine engine = Engine.openCl();
        OpenClTraining training = new OpenClTraining(engine)) {
      assertStaysResident(training::conjugateGradient, training.parameterBytes() / 4);
    }
  }
}
