package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.SinglePrecision;
import dev.pigrad.runtime.kernel.simd.SimdKernels;

/** Apart from {@link Engine}, so that only who asks for it loads the Vector API. */
final class SimdBackend {
  private SimdBackend() {}

  static Backend<float[]> create() {
    return new Backend<>("simd", new SimdKernels(), new SinglePrecision());
  }
}
