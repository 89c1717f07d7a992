package dev.pigrad.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where was measured.
 *
 * @param processor its name, as far as the system tells
 * @param cores available to this process
 * @param java the JVM
 * @param system the operating system
 */
public record Machine(String processor, int cores, String java, String system) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** This one. */
  public static Machine present() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String processorName() {
    try (var lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown"; // not Linux
    }
  }

  /** {@code AMD EPYC, 2 cores; Linux amd64; Eclipse Adoptium 25}. */
  @Override
  public String toString() {
    return "%s, %d cores; %s; %s".formatted(processor, cores, system, java);
  }
}
