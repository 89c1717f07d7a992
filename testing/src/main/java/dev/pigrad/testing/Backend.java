package dev.pigrad.testing;

import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.EngineUnavailableException;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.reference.ReferenceKernels;
import dev.pigrad.runtime.kernel.simd.SimdKernels;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engines that results are compared between, in the one list that there is of them. */
@SuppressWarnings("ImmutableEnumChecker") // engines are made when they are first asked for
enum Backend {
  /** The definition. */
  REFERENCE(Engine::reference, ReferenceKernels::new, Tolerance.DOUBLE),
  /** The Vector API. */
  SIMD(Engine::simd, SimdKernels::new, Tolerance.FLOAT),
  /** The best OpenCL device; it has its own threads, and compiles its own kernels. */
  OPENCL(threads -> Engine.openCl(), null, Tolerance.FLOAT);

  private static final int THREADS = 2;

  private final IntFunction<Engine> engine;
  private final @Nullable Supplier<Kernels<?>> kernels;
  private final double unitRoundoff;
  private @Nullable Engine shared;

  Backend(IntFunction<Engine> engine, @Nullable Supplier<Kernels<?>> kernels, double unitRoundoff) {
    this.engine = engine;
    this.kernels = kernels;
    this.unitRoundoff = unitRoundoff;
  }

  /** An engine of its own. */
  Engine engine(int threads) {
    return engine.apply(threads);
  }

  /** The engine that the properties share: making threads is slower than any of them. */
  synchronized Engine shared() {
    if (shared == null) {
      shared = engine(THREADS);
    }
    return shared;
  }

  /** Why it cannot run here. */
  Optional<String> missing() {
    try {
      shared();
      return Optional.empty();
    } catch (EngineUnavailableException unavailable) {
      return Optional.of(String.valueOf(unavailable.getMessage()));
    }
  }

  /** Its structured operations, where it runs in this JVM. */
  Optional<Kernels<?>> kernels() {
    return kernels == null || missing().isPresent() ? Optional.empty() : Optional.of(kernels.get());
  }

  /** Unit roundoff of its numbers. */
  double unitRoundoff() {
    return unitRoundoff;
  }
}
