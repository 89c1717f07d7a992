package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.SinglePrecision;
import dev.pigrad.runtime.execute.TileBackend;
import dev.pigrad.runtime.execute.WorkerPool;
import dev.pigrad.runtime.kernel.simd.SimdKernels;

/** Apart from {@link Engine}, so that only who asks for it loads the Vector API. */
final class SimdBackend {
  private SimdBackend() {}

  static Backend<float[]> create(WorkerPool workers) {
    return new TileBackend<>("simd", new SimdKernels(), new SinglePrecision(), workers);
  }
}
