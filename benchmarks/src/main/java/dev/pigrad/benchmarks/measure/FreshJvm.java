package dev.pigrad.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a class in a JVM of its own, started like this one, for what only happens once: start-up and
 * warm-up.
 */
public final class FreshJvm {
  private static final String MARK = "measured ";

  private FreshJvm() {}

  /**
   * Runs {@code main} and returns the numbers that it reports.
   *
   * @throws IllegalStateException if it fails
   */
  public static List<Double> run(Class<?> main, String... arguments) {
    try {
      Process process =
          new ProcessBuilder(command(main, arguments))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(main.getName() + " failed in a JVM of its own: " + output);
      }
      return measured(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<Double> measured(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(MARK))
        .flatMap(line -> Arrays.stream(line.substring(MARK.length()).split(" ", -1)))
        .map(Double::valueOf)
        .toList();
  }

  /** Reports a number to the JVM that started this one. */
  public static void report(double number) {
    System.out.println(MARK + number);
  }
}
