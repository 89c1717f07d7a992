package dev.pigrad.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a main class of the tests in a JVM of its own, on the class path of this one. */
public final class FreshJvm {
  /** The class path of this JVM. */
  public static final String CLASS_PATH = System.getProperty("java.class.path");

  /**
   * How it ended.
   *
   * @param status the exit status
   * @param output what it printed, errors included
   */
  public record Outcome(int status, String output) {}

  private FreshJvm() {}

  /** Runs {@code main} with the Vector API and further JVM options. */
  public static Outcome withVectors(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
    all.addAll(options);
    return run(all, main, arguments);
  }

  /** Runs {@code main} with these JVM options. */
  public static Outcome run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run(Map.of(), CLASS_PATH, options, main, arguments);
  }

  /** Runs {@code main} with more variables in its environment, on a class path of its own. */
  public static Outcome run(
      Map<String, String> environment,
      String classPath,
      List<String> options,
      Class<?> main,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
