package dev.pigrad.runtime.kernel.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What this process does on each signal, which is the virtual machine's to say: that a thread polls
 * a safepoint, or dereferences null, is a signal to it.
 *
 * <p>LLVM, in a driver that is built on it (PoCL), installs handlers of its own. On the first
 * signal they give way to those that they replaced, but not at once: the kernel resets a signal to
 * its default as it enters them, so that a second thread that takes one at that moment ends the
 * process with a bare "Segmentation fault"; and they delete the files of a build in progress, which
 * then fails. LLVM installs them once, unless they have given way: put back before that, the
 * machine's handlers stay.
 *
 * <p>The machine's own remedy, to preload its libjsig, is beyond the reach of a library.
 */
@SuppressWarnings("restricted") // functions of C, as JOCL itself
final class Signals {
  /** A fault of memory, with which safepoints are polled. */
  private static final int SIGSEGV = 11;

  /** All of POSIX, the one that cannot wait first. */
  private static final int[] ALL =
      IntStream.concat(IntStream.of(SIGSEGV), IntStream.range(1, 32)).toArray();

  /** More than a {@code struct sigaction} takes anywhere: 152 bytes with glibc, 16 on macOS. */
  private static final long ACTION_BYTES = 256;

  /** {@code int sigaction(int, const struct sigaction *, struct sigaction *)}; none on Windows. */
  private static final Optional<MethodHandle> SIGACTION =
      function(
          Linker.nativeLinker().defaultLookup(),
          "sigaction",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS));

  /** The files that are mapped into this process, on Linux. */
  private static final Path MAPS = Path.of("/proc/self/maps");

  private Signals() {}

  /** Short ones, which a safepoint that comes meanwhile waits for, so that none of them waits. */
  private static Optional<MethodHandle> function(
      SymbolLookup library, String name, FunctionDescriptor type) {
    return library
        .find(name)
        .map(f -> Linker.nativeLinker().downcallHandle(f, type, Linker.Option.critical(false)));
  }

  /** Does {@code work}, after which every signal is handled as before. */
  static <T> T keepDuring(Supplier<T> work) {
    if (SIGACTION.isEmpty()) {
      return work.get();
    }
    MemorySegment before = actions();
    restore(before); // so that all that it takes is loaded by now: afterwards it must be quick
    try {
      return work.get();
    } finally {
      restore(before);
    }
  }

  /**
   * Has each LLVM that is loaded install its handlers now, and puts back what they replaced: within
   * microseconds, where a driver that starts takes many milliseconds.
   */
  static void settle() {
    for (Path library : loaded("libLLVM")) {
      function(
              SymbolLookup.libraryLookup(library, Arena.global()),
              "LLVMEnablePrettyStackTrace",
              FunctionDescriptor.ofVoid())
          .ifPresent(install -> keepDuring(() -> run(install)));
    }
  }

  private static MethodHandle run(MethodHandle function) {
    try {
      function.invokeExact();
      return function;
    } catch (Throwable e) {
      throw new AssertionError(e); // C functions throw nothing
    }
  }

  private static List<Path> loaded(String name) {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains("/"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .filter(file -> file.getFileName().toString().startsWith(name))
          .distinct()
          .filter(Files::exists) // not one that was replaced since
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every signal's action, by its number; zeros where there is no such signal. */
  private static MemorySegment actions() {
    MemorySegment actions = Arena.ofAuto().allocate(32 * ACTION_BYTES);
    for (int signal : ALL) {
      sigaction(signal, MemorySegment.NULL, action(actions, signal));
    }
    return actions;
  }

  private static void restore(MemorySegment before) {
    for (int signal : ALL) {
      sigaction(signal, action(before, signal), MemorySegment.NULL);
    }
  }

  /**
   * The address of what handles {@code signal}, with which its action begins; 0 for the default.
   */
  static long handler(int signal) {
    return action(actions(), signal).get(ValueLayout.JAVA_LONG, 0);
  }

  private static MemorySegment action(MemorySegment actions, int signal) {
    return actions.asSlice(signal * ACTION_BYTES, ACTION_BYTES);
  }

  private static void sigaction(int signal, MemorySegment to, MemorySegment from) {
    try {
      int _ = (int) SIGACTION.orElseThrow().invokeExact(signal, to, from);
    } catch (Throwable e) {
      throw new AssertionError(e); // C functions throw nothing
    }
  }
}
