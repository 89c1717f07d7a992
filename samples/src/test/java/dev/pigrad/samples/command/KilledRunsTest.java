package dev.pigrad.samples.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that are killed at random moments and resumed: each ends with the files of the
 * undisturbed run, byte for byte but for the moments in its event file. {@code -Pthorough} kills
 * 200 times, {@code -Dpigrad.kills=n} n times.
 */
final class KilledRunsTest {
  private static final int KILLS = Integer.getInteger("pigrad.kills", 3);

  /** A process that was not killed and does not end is an error. */
  private static final long MOST_SECONDS = 300;

  @TempDir private Path folder;

  private final Random random = new Random(KILLS);

  @Test
  void aRunThatWasKilledEndsAsTheUndisturbedOne() throws IOException, InterruptedException {
    Path undisturbed = folder.resolve("undisturbed");
    long began = System.nanoTime();
    assertEquals(0, ended(start(train(undisturbed))));
    long nanos = System.nanoTime() - began;

    int kills = 0;
    int runs = 0;
    while (kills < KILLS) {
      Path run = folder.resolve("run" + runs++);
      Process process = start(train(run));
      while (isKilled(process, random.nextLong(nanos))) {
        kills++;
        boolean begun = Files.exists(run.resolve("config.json"));
        process = start(begun ? List.of("resume", run.toString(), "--threads", "1") : train(run));
      }
      assertSameFiles(undisturbed, run);
    }
  }

  /** A limit on the size of files stands for a disk that is full. */
  @Test
  void aFullDiskIsOneLineAndLeavesTheLastCheckpoint() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    Path checkpoint = run.resolve("checkpoint.safetensors");
    Process begun = start(train(run));
    while (begun.isAlive() && !Files.exists(checkpoint)) {
      Thread.sleep(1);
    }
    begun.destroyForcibly().waitFor();
    byte[] last = Files.readAllBytes(checkpoint);

    List<String> resume = List.of("resume", run.toString(), "--checkpoint-seconds", "0");
    List<String> limited = List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh");
    assertEquals(2, ended(process(limited, command(resume)).start()), "exit code");
    assertArrayEquals(last, Files.readAllBytes(checkpoint));
    List<String> errors =
        Files.readAllLines(folder.resolve("errors")).stream()
            .filter(line -> line.startsWith("pigrad: "))
            .toList();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(
        errors.getFirst().startsWith("pigrad: cannot write checkpoint.safetensors in " + run),
        errors::toString);

    assertEquals(0, ended(start(resume)));
    Path undisturbed = folder.resolve("undisturbed");
    assertEquals(0, ended(start(train(undisturbed))));
    assertSameFiles(undisturbed, run);
  }

  private static List<String> train(Path run) {
    return List.of(
        "train",
        "mountaincarcontinuous",
        "--set",
        "stepsPerEnvironment=64",
        "--set",
        "minibatch=64",
        "--set",
        "epochs=2",
        "--steps",
        "3000",
        "--backend",
        "reference",
        "--threads",
        "1",
        "--checkpoint-seconds",
        "0",
        "--out",
        run.toString());
  }

  private Process start(List<String> arguments) throws IOException {
    return process(List.of(), command(arguments)).start();
  }

  private ProcessBuilder process(List<String> prefix, List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return new ProcessBuilder(whole)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve("errors").toFile());
  }

  private static List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pigrad.samples.Main"));
    command.addAll(arguments);
    return command;
  }

  private static int ended(Process process) throws InterruptedException {
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    return process.exitValue();
  }

  /** SIGKILL after this time, unless it ended before. */
  private static boolean isKilled(Process process, long nanos) throws InterruptedException {
    if (process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
      assertEquals(0, process.exitValue());
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  private static void assertSameFiles(Path expected, Path found) throws IOException {
    assertEquals(names(expected), names(found));
    for (String name : names(expected)) {
      if (name.contains("tfevents")) { // the moment of each event stands in it
        assertEquals(Files.size(expected.resolve(name)), Files.size(found.resolve(name)), name);
        continue;
      }
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(name)),
          Files.readAllBytes(found.resolve(name)),
          name);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".")) // what a kill left of a file that it was writing
          .sorted()
          .toList();
    }
  }
}
