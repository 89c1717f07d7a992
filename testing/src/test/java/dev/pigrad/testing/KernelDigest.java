package dev.pigrad.testing;

import dev.pigrad.processor.ir.Equation;

/** The bits of all results of all kernels that some equations call, as one number. */
final class KernelDigest {
  private KernelDigest() {}

  static long of(Iterable<Equations> all) {
    long digest = 0;
    for (Equations equations : all) {
      for (Backend backend : Backend.values()) {
        if (backend.kernels().isPresent()) {
          var search = new KernelFault.Search<>(backend, backend.kernels().get(), equations);
          for (Equation equation : equations.list()) {
            search.of(equation);
          }
          digest = 31 * digest + search.digest();
        }
      }
    }
    return digest;
  }
}
