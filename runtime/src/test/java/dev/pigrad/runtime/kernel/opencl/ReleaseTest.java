package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.DeviceException;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.EngineUnavailableException;
import dev.pigrad.runtime.OpenClRollout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing native outlives its engine, whatever fails. */
final class ReleaseTest {
  private static final int ENGINES = 1_000;
  private static final int FAILURES = 100;

  @BeforeEach
  void needsADriver() {
    try {
      Assumptions.assumeFalse(Engine.openClDevices().isEmpty(), "no OpenCL device");
    } catch (EngineUnavailableException e) {
      Assumptions.abort(e.getMessage());
    }
  }

  @AfterEach
  void failNoMore() {
    Faults.failAfter(-1);
  }

  @Test
  void openingAndClosingLeavesNothing() {
    for (int i = 0; i < ENGINES; i++) {
      Engine.openCl().close();
    }
    assertEquals(0, Faults.live());
  }

  @Test
  void computingLeavesNothing() {
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
      assertTrue(Faults.live() > 0);
    }
    assertEquals(0, Faults.live());
  }

  @Test
  void failureOfAnyCallIsOneExceptionAndLeavesNothing() {
    int calls = 0;
    while (fails(calls)) {
      assertEquals(0, Faults.live(), "after a failure of call " + calls);
      calls++;
    }
    assertTrue(calls >= FAILURES, calls + " calls");
  }

  /** Whether there is so late a call; its failure surfaces as what it is. */
  private static boolean fails(int calls) {
    Faults.failAfter(calls);
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
    } catch (DeviceException e) {
      assertTrue(e.getMessage().contains("CL_OUT_OF_RESOURCES"), e.getMessage());
      return true;
    }
    assertTrue(Faults.isPending(), "the failure of call " + calls + " was absorbed");
    return false;
  }
}
