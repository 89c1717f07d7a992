package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.DoublePrecision;
import dev.pigrad.runtime.execute.TileBackend;
import dev.pigrad.runtime.execute.WorkerPool;
import dev.pigrad.runtime.kernel.opencl.OpenClBackend;
import dev.pigrad.runtime.kernel.reference.ReferenceKernels;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where policies are computed: a backend and its threads.
 *
 * <p>An engine and the policies loaded into it may be used by any number of threads at once; their
 * calls share the engine's threads. Handles are values in memory: any number of calls may read a
 * {@link Parameters} or a {@link Batch} at the same time, but what one call writes (a gradient, the
 * columns of a batch) no other call may use until it has returned.
 *
 * <p>Results are bit-identical for any number of threads, from run to run.
 */
public final class Engine implements AutoCloseable {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private final Backend<?> backend;
  private volatile boolean closed;

  Engine(Backend<?> backend) {
    this.backend = backend;
  }

  private static WorkerPool workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "an engine needs at least 1 thread, found " + threads + "; give 1 or more");
    }
    return new WorkerPool(threads);
  }

  /** {@link #reference(int)} with a thread per available processor. */
  public static Engine reference() {
    return reference(availableProcessors());
  }

  /** The definition: plain loops in double precision. */
  public static Engine reference(int threads) {
    return new Engine(
        new TileBackend<>(
            "reference", new ReferenceKernels(), new DoublePrecision(), workers(threads)));
  }

  /** {@link #simd(int)} with a thread per available processor. */
  public static Engine simd() {
    return simd(availableProcessors());
  }

  /**
   * The Vector API in single precision.
   *
   * @throws EngineUnavailableException if the JVM runs without the module {@code
   *     jdk.incubator.vector}
   */
  public static Engine simd(int threads) {
    requireVectorModule(ModuleLayer.boot());
    return new Engine(SimdBackend.create(workers(threads)));
  }

  /** {@link #openCl(String)} with the best device there is: a GPU rather than a processor. */
  public static Engine openCl() {
    return openCl("");
  }

  /**
   * An OpenCL device, in single precision.
   *
   * @param selector which device: {@code gpu}, {@code cpu} or {@code accelerator}, or a part of the
   *     name of a platform or of a device; of several, the best
   * @throws EngineUnavailableException if there is none, or JOCL is not on the class path
   */
  public static Engine openCl(String selector) {
    return openCl(() -> new Engine(OpenClBackend.open(selector)));
  }

  /**
   * The simd engine or the best OpenCL device, whichever takes less time for a gradient of {@code
   * program} over batches of {@code rows} rows. Both are measured where that was not done before in
   * this process, which takes some gradients of each; where there is no device, it is the simd
   * engine. {@link #backend} says which it is.
   */
  public static Engine best(PolicyProgram program, int rows) {
    return EngineChoice.of(program, rows);
  }

  /**
   * The OpenCL devices of this machine.
   *
   * @throws EngineUnavailableException if there is no OpenCL, or JOCL is not on the class path
   */
  public static List<OpenClDevice> openClDevices() {
    return openCl(OpenClBackend::devices);
  }

  private static <T> T openCl(Supplier<T> call) {
    try {
      return call.get();
    } catch (NoClassDefFoundError e) {
      throw new EngineUnavailableException(
          "the opencl engine needs JOCL, and "
              + e.getMessage()
              + " is not on the class path; add the dependency org.jocl:jocl:2.0.6");
    }
  }

  static void requireVectorModule(ModuleLayer layer) {
    if (layer.findModule(VECTOR_MODULE).isEmpty()) {
      throw new EngineUnavailableException(
          "the simd engine needs the module "
              + VECTOR_MODULE
              + ", which this JVM runs without; start it with --add-modules "
              + VECTOR_MODULE
              + " (in tests: Surefire's <argLine>; where the command line is not yours: the"
              + " environment variable JAVA_TOOL_OPTIONS)");
    }
  }

  private static int availableProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Makes a policy ready for this engine.
   *
   * @throws StaleProgramException if a piece of the program has changed since it was compiled
   * @throws IllegalArgumentException if two columns of a batch would have one name
   */
  public LoadedPolicy load(PolicyProgram program) {
    requireOpen();
    Staleness.check(program.name(), program.composedFrom(), program.present());
    return new LoadedPolicy(PolicyOperations.of(this, backend, program));
  }

  /** {@code reference}, {@code simd} or {@code opencl}. */
  public String backend() {
    return backend.name();
  }

  /** How many threads work on one call at most, the caller's among them. */
  public int threads() {
    return backend.threads();
  }

  /** Ends the threads. Nothing that belongs to this engine can be used afterwards. */
  @Override
  public void close() {
    closed = true;
    backend.close();
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this " + this + " is closed; use it before close()");
    }
  }

  /** {@code simd engine (8 threads)}. */
  @Override
  public String toString() {
    return backend.name() + " engine (" + backend.workers() + ")";
  }
}
