package dev.pigrad.samples.command;

import dev.pigrad.runtime.Engine;
import java.util.Locale;

/** The engines to choose from. */
enum Backend {
  SIMD,
  REFERENCE,
  OPENCL;

  /** Opens the engine; a device has threads of its own. */
  Engine open(int threads) {
    return switch (this) {
      case SIMD -> Engine.simd(threads);
      case REFERENCE -> Engine.reference(threads);
      case OPENCL -> Engine.openCl();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
