package dev.pigrad.runtime;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests where there is no OpenCL device, and says why. */
public final class OpenClDriver implements BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    try {
      Assumptions.assumeFalse(Engine.openClDevices().isEmpty(), "no OpenCL device");
    } catch (EngineUnavailableException e) {
      Assumptions.abort(e.getMessage());
    }
  }
}
