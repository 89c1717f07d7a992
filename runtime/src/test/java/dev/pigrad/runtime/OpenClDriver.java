package dev.pigrad.runtime;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class of tests where there is no OpenCL device, and says why. */
public final class OpenClDriver implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    try {
      Assumptions.assumeFalse(Engine.openClDevices().isEmpty(), "no OpenCL device");
    } catch (EngineUnavailableException e) {
      Assumptions.abort(e.getMessage());
    }
  }
}
