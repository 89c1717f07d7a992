package dev.pigrad.testing;

import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.EngineUnavailableException;
import org.opentest4j.TestAbortedException;

/** The opencl engine that all tests share. */
public final class OpenCl {
  /** What the project promises of every result: relative to the largest entry. */
  public static final double TOLERANCE = 2e-4;

  private OpenCl() {}

  private static final class Holder {
    static final Engine ENGINE = Engine.openCl();
  }

  /** The engine; without a driver the test is skipped, and says why. */
  public static synchronized Engine engine() {
    try {
      Engine.openClDevices();
      return Holder.ENGINE;
    } catch (EngineUnavailableException e) {
      throw new TestAbortedException("skipped: " + e.getMessage());
    }
  }
}
