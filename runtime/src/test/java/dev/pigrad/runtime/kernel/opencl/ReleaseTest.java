package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  /**
   * Calls that load a program from the cache: where they fail, it is built, and nothing is lost.
   */
  private static final int CACHED = 10;

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
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine); // builds what the others take from the cache
    }
    int surfaced = 0;
    for (int calls = 0; calls < FAILURES; calls++) {
      surfaced += fails(calls) ? 1 : 0;
      assertFalse(Faults.isPending(), "call " + calls + " was never made");
      assertEquals(0, Faults.live(), "after a failure of call " + calls);
    }
    assertTrue(surfaced >= FAILURES - CACHED, surfaced + " failures surfaced");
  }

  /** Whether the failure of one call surfaces as what it is. */
  private static boolean fails(int calls) {
    Faults.failAfter(calls);
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
      return false;
    } catch (DeviceException e) {
      assertTrue(e.getMessage().contains("CL_OUT_OF_RESOURCES"), e.getMessage());
      return true;
    }
  }
}
