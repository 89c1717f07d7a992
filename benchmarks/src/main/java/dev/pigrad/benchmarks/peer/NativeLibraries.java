package dev.pigrad.benchmarks.peer;

import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.EngineUnavailableException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The native libraries of the peers. They are on the class path where the benchmarks were built
 * with the Maven profile {@code peers}; nothing is fetched at run time.
 */
public final class NativeLibraries {
  /** DJL's name of the engine. */
  static final String LIBTORCH = "PyTorch";

  private NativeLibraries() {}

  /** Whether all are on the class path. */
  public static boolean arePresent() {
    return hasLibTorch() && hasOpenBlas();
  }

  /** Whether libtorch is on the class path. */
  public static boolean hasLibTorch() {
    return has("native/lib/pytorch.properties");
  }

  /** Whether OpenBLAS is on the class path. */
  public static boolean hasOpenBlas() {
    return has("org/bytedeco/openblas/linux-x86_64/libopenblas.so.0");
  }

  /** What keeps the OpenCL engine from running; nothing if there is a device. */
  public static Optional<String> whyNoOpenCl() {
    try {
      return Engine.openClDevices().isEmpty() ? Optional.of("no device") : Optional.empty();
    } catch (EngineUnavailableException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static boolean has(String resource) {
    return NativeLibraries.class.getClassLoader().getResource(resource) != null;
  }

  /** Unpacks to {@code folder} and nowhere else; before the first use of a peer. */
  public static void unpackTo(Path folder) {
    System.setProperty("DJL_CACHE_DIR", folder.toString());
    System.setProperty("org.bytedeco.javacpp.cachedir", folder.resolve("javacpp").toString());
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }
}
