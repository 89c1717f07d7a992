package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.FreshJvm;
import dev.pigrad.samples.command.PigradCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Trains on CartPole once; in a JVM of its own. */
final class TimedTraining {
  private TimedTraining() {}

  /** Reports how many seconds it took. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    Path folder = Files.createTempDirectory("pigrad-bench");
    int code =
        PigradCommand.run(
            "train",
            "cartpole",
            "--algorithm",
            "ppo",
            "--threads",
            "1",
            "--out",
            folder.toString());
    double seconds = (System.nanoTime() - start) / 1e9;
    delete(folder);
    if (code != 0) {
      System.exit(code);
    }
    FreshJvm.report(seconds);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
