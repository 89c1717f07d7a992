package dev.pigrad.samples.command;

import dev.pigrad.runtime.Engine;
import java.util.Locale;

/** The engines to choose from. */
enum Backend {
  SIMD,
  REFERENCE;

  Engine open(int threads) {
    return switch (this) {
      case SIMD -> Engine.simd(threads);
      case REFERENCE -> Engine.reference(threads);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
