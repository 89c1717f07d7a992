package dev.pigrad.samples.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        "compare cartpole --algorithms ppo --steps 0 | --steps must be at least 1, found 0",
        "train cartpole --threads -1 | --threads must be at least 1, found -1",
        "train cartpole --stepz 3 | Unknown options: '--stepz', '3'",
        "train | Missing required parameter: 'ENVIRONMENT'",
        "explain | Missing required parameter: 'CLASS'",
        "explain example.Nowhere | no source of class 'example.Nowhere' found in src/main/java",
        "explain Nowhere.java | there is no file 'Nowhere.java'",
        "explain dev.pigrad.samples.policy.CartPolePolicy.Obs | is no policy and no surrogate",
        "explain dev.pigrad.samples.Main | 'dev.pigrad.samples.Main' is no policy and no surrogate",
        "fly | Unmatched argument at index 0: 'fly'"
      })
  void aMistakeIsOneLineAndExitCodeTwo(String command, String message) {
    Result result = Result.of(command.split(" "));
    assertEquals(2, result.code());
    assertEquals(1, result.err().size(), () -> result.err().toString());
    assertTrue(result.err().getFirst().contains(message), () -> result.err().toString());
  }

  private Result command(String line) {
    return Result.of(line.replace("@", folder.toString() + "/").split(" "));
  }

  private static void assertSucceeds(Result result) {
    assertEquals(0, result.code(), () -> result.err().toString());
  }

  @Test
  void evaluatesWhatWasTrainedAsTrainingDid() throws IOException {
    Result trained =
        command("train mountaincarcontinuous --steps 200 --set stepsPerEnvironment=64 --out @run");
    assertSucceeds(trained);
    Result evaluated = command("evaluate @run --gif");
    assertTrue(Files.size(folder.resolve("run/episode.gif")) > 1000);
    assertEquals(List.of(trained.out().getLast()), evaluated.out());
    assertTrue(
        command("evaluate @run --episodes 3 --seed 9")
            .out()
            .getFirst()
            .contains("over 3 episodes"));
    assertEquals(trained.out().getLast(), command("resume @run").out().getLast());
  }

  @Test
  void whatIsSetStandsInTheConfigurationOfTheRun() throws IOException {
    assertSucceeds(
        command(
            "train bandit --steps 300 --out @run --set learningRate=0.25"
                + " --set normalization.rewards=true"));
    String config = Files.readString(folder.resolve("run/config.json"));
    assertTrue(config.contains("\"learningRate\" : 0.25"), config);
    assertTrue(config.contains("\"rewards\" : true"), config);
    assertTrue(config.contains("\"steps\" : 300"), config);
  }

  @Test
  void everyTunedConfigurationIsValid() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs"))) {
      List<Path> configs = files.filter(Files::isRegularFile).toList();
      assertTrue(configs.size() >= Task.values().length);
      for (Path file : configs) {
        Setup setup = Setup.read(file);
        String[] name = file.getFileName().toString().replace(".json", "").split("-", 2);
        Task task = PigradCommand.choose(Task.values(), name[0]);
        assertEquals(setup, Setup.tuned(task, PigradCommand.choose(Method.values(), name[1])));
        assertEquals(name[1], setup.algorithm().toString());
        task.program(setup.stateDependentNoise());
        for (var field : Setup.class.getRecordComponents()) { // or --set and --steps are ambiguous
          assertFalse(setup.config().has(field.getName()), () -> file + ": " + field.getName());
        }
      }
    }
  }

  @Test
  void everyConfigurationOfThePaperIsValid() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs/ppo-paper"))) {
      files.forEach(file -> assertEquals(Method.PPO_PENALTY, Setup.read(file).algorithm()));
    }
  }

  @Test
  void comparesWithAPageAndATableAndMakesNoRunTwice() throws IOException {
    String line = "compare bandit --algorithms ppo,reinforce --seeds 2 --steps 400 --out @c";
    Result first = command(line);
    assertSucceeds(first);
    Path table = folder.resolve("c/results.csv");
    List<String> lines = Files.readAllLines(table);
    assertEquals("environment,algorithm,seed,steps,mean,std,seconds", lines.getFirst());
    assertEquals(
        List.of(
            "bandit,ppo,1,400",
            "bandit,ppo,2,400",
            "bandit,reinforce,1,400",
            "bandit,reinforce,2,400"),
        lines.stream().skip(1).map(row -> row.replaceAll(",[^,]*,[^,]*,[^,]*$", "")).toList());
    String page = Files.readString(folder.resolve("c/comparison.html"));
    assertTrue(page.contains("<title>bandit: a comparison</title>"), page);

    assertEquals(first.out(), command(line).out());
    assertEquals(lines, Files.readAllLines(table)); // the seconds too
  }

  @Test
  void aRunThatDivergesStopsNoOther() throws IOException {
    Result result =
        command(
            "sweep cartpole --algorithm actor-critic --grid learningRate=0.001,1e300 --seeds 1"
                + " --steps 2000 --out @s");
    assertSucceeds(result);
    assertTrue(result.out().get(1).startsWith("learningRate=0.001: interquartile mean"));
    assertEquals("learningRate=1e300: no seed came to its end", result.out().get(2));
    assertTrue(
        result.out().get(3).startsWith("learningRate=1e300, seed 1, diverged: "),
        () -> result.out().toString());
    assertTrue(Files.readString(folder.resolve("s/results.csv")).contains(",NaN,NaN,"));
  }

  @Test
  void sweepsOverEveryCombination() throws IOException {
    assertSucceeds(
        command(
            "sweep gridworld --algorithm reinforce --grid learningRate=0.1,0.2"
                + " --grid episodes=4,8 --seeds 1 --steps 100 --out @s"));
    assertEquals(
        List.of(
            "learningRate=0.1 episodes=4",
            "learningRate=0.1 episodes=8",
            "learningRate=0.2 episodes=4",
            "learningRate=0.2 episodes=8"),
        Files.readAllLines(folder.resolve("s/results.csv")).stream()
            .skip(1)
            .map(row -> row.split(",", -1)[1])
            .toList());
  }

  @Test
  void aRandomSweepDrawsWithinTheRange() throws IOException {
    assertSucceeds(
        command(
            "sweep bandit --algorithm reinforce --grid learningRate=1e-3..1e-1 --random 3 --seeds 1"
                + " --steps 100 --out @s"));
    List<Double> drawn =
        Files.readAllLines(folder.resolve("s/results.csv")).stream()
            .skip(1)
            .map(row -> Double.valueOf(row.split(",", -1)[1].replace("learningRate=", "")))
            .toList();
    assertEquals(3, drawn.size());
    assertTrue(drawn.stream().allMatch(rate -> rate >= 1e-3 && rate <= 1e-1), drawn::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train bandit --set learnRate=1 | there is no field 'learnRate' to set to 1",
        "train bandit --set gamma=2 | gamma must be a number in [0, 1], found 2.0",
        "train bandit --set stateDependentNoise={\"initialStd\":1}"
            + " | stateDependentNoise is for actions that are real numbers",
        "train mountaincar --algorithm reinforce"
            + " | there is no tuned configuration of reinforce for mountaincar",
        "train bandit --config nowhere.json | nowhere.json",
        "compare bandit --algorithms ppo,dqn | found 'dqn'",
        "sweep bandit --grid learningRate=1..2 --seeds 1 | is a range; it needs --random",
        "resume nowhere | it has no config.json",
        "evaluate nowhere | it has no config.json"
      })
  void whatCannotBeDoneIsOneLine(String line, String message) {
    Result result = command(line + (line.startsWith("train") ? " --out @run" : ""));
    assertEquals(2, result.code());
    assertEquals(1, result.err().size(), () -> result.err().toString());
    assertTrue(result.err().getFirst().contains(message), () -> result.err().toString());
  }

  /** The bar of the training is on the same stream. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train bandit --config ../configs/cartpole-behavioural-cloning.json"
            + " | the demonstrator CARTPOLE_FEEDBACK needs 4 observations",
        "train pendulum --algorithm reward-weighted-regression --set responsibilities=RETURN"
            + " | RETURN weighs by returns of at least 0"
      })
  void whatDoesNotFitTheTrainingIsOneLine(String line, String message) {
    Result result = command(line + " --out @run");
    assertEquals(2, result.code());
    List<String> errors = result.err().stream().filter(text -> !text.contains("steps/s")).toList();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().contains(message), errors::toString);
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
