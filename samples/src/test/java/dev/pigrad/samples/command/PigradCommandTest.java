package dev.pigrad.samples.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PigradCommandTest {
  @TempDir private Path folder;

  /** What a command printed, and its exit code. */
  record Result(int code, List<String> out, List<String> err) {
    static Result of(String... arguments) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      ByteArrayOutputStream complained = new ByteArrayOutputStream();
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
      try {
        return new Result(PigradCommand.run(arguments), lines(printed), lines(complained));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  private Result train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options));
    return Result.of(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole,ppo,simd",
    "cartpole,reinforce,reference",
    "pendulum,ppo,simd",
    "mountaincarcontinuous,ppo,simd",
    "acrobot,ppo,simd",
    "gridworld,ppo,reference",
    "bandit,reinforce,simd"
  })
  void trainsAndWritesItsFolder(String environment, String algorithm, String backend)
      throws IOException {
    Result result =
        train(
            environment,
            "--algorithm",
            algorithm,
            "--backend",
            backend,
            "--steps",
            "600",
            "--out",
            folder.toString());
    assertEquals(0, result.code(), () -> result.err().toString());
    assertTrue(
        result
            .out()
            .getLast()
            .matches(
                "evaluation: mean -?\\d+\\.\\d\\d std \\d+\\.\\d\\d over 100 episodes"
                    + " \\(deterministic\\)"),
        () -> result.out().toString());
    for (String file : List.of("parameters.safetensors", "config.json", "curve.csv", "curve.png")) {
      assertTrue(Files.size(folder.resolve(file)) > 0, file);
    }
  }

  @Test
  void parametersDoNotDependOnTheNumberOfThreads() throws IOException {
    byte[] one = parameters("one", "1");
    byte[] two = parameters("two", "2");
    assertArrayEquals(one, two);
  }

  private byte[] parameters(String name, String threads) throws IOException {
    Path out = folder.resolve(name);
    Result result =
        train("cartpole", "--steps", "1000", "--threads", threads, "--out", out.toString());
    assertEquals(0, result.code(), () -> result.err().toString());
    return Files.readAllBytes(out.resolve("parameters.safetensors"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train moon | expected one of cartpole, pendulum, acrobot, mountaincar,"
            + " mountaincarcontinuous, bandit, gridworld, found 'moon'",
        "train cartpole --algorithm dqn | expected one of ppo, ppo-penalty, trpo, trpo-dual,"
            + " natural-gradient, actor-critic, reinforce, off-policy-gradient,"
            + " reward-weighted-regression, behavioural-cloning, cross-entropy, found 'dqn'",
        "train cartpole --steps 0 | --steps must be at least 1, found 0",
        "train cartpole --threads -1 | --threads must be at least 1, found -1",
        "train cartpole --stepz 3 | Unknown options: '--stepz', '3'",
        "train | Missing required parameter: 'ENVIRONMENT'",
        "explain | Missing required parameter: 'CLASS'",
        "explain example.Nowhere | no source of class 'example.Nowhere' found in src/main/java",
        "explain Nowhere.java | there is no file 'Nowhere.java'",
        "explain dev.pigrad.samples.Main | 'dev.pigrad.samples.Main' is no policy and no surrogate",
        "explain dev.pigrad.samples.policy.CartPolePolicy.Obs | is no policy and no surrogate",
        "fly | Unmatched argument at index 0: 'fly'"
      })
  void aMistakeIsOneLineAndExitCodeTwo(String command, String message) {
    Result result = Result.of(command.split(" "));
    assertEquals(2, result.code());
    assertEquals(1, result.err().size(), () -> result.err().toString());
    assertTrue(result.err().getFirst().contains(message), () -> result.err().toString());
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneLineAndExitCodeTwo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Result result = train("cartpole", "--out", file.toString());
    assertEquals(2, result.code());
    assertEquals(
        List.of("pigrad: cannot write to " + file + ": a file of this name is in the way"),
        result.err());
  }

  @Test
  void helpNamesTheOptions() {
    Result result = Result.of("train", "--help");
    assertEquals(0, result.code());
    String help = String.join("\n", result.out());
    for (String option :
        List.of("--algorithm", "--backend", "--steps", "--seed", "--threads", "--out")) {
      assertTrue(help.contains(option), option);
    }
  }
}
