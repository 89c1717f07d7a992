package dev.pigrad.testing.property;

import dev.pigrad.runtime.Engine;

/** The engines that the properties share: making threads is slower than any of them. */
final class Engines {
  static final Engine REFERENCE = Engine.reference(2);
  static final Engine SIMD = Engine.simd(2);

  private Engines() {}
}
