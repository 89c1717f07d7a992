package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Episodes recorded with Gymnasium: states to 1e-9, observations and flags exactly, rewards to a
 * few units in the last place, as Python's {@code x ** 2} is the C library's {@code pow}, which one
 * time in a thousand is not {@code x * x}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GymnasiumEpisodesTest {
  private static final double TOLERANCE = 1e-9;
  private static final double REWARD_TOLERANCE = 1e-14;
  private static final Map<String, Supplier<Environment>> ENVIRONMENTS =
      Map.of(
          "Acrobot-v1", Acrobot::v1,
          "CartPole-v1", CartPole::v1,
          "MountainCar-v0", MountainCar::v0,
          "MountainCarContinuous-v0", MountainCarContinuous::v0,
          "Pendulum-v1", Pendulum::v1);

  private final ObjectMapper json = new ObjectMapper();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jsonl"))
          .filter(file -> ENVIRONMENTS.keySet().stream().anyMatch(name -> isOf(name, file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isOf(String environment, Path file) {
    return file.getFileName().toString().startsWith(environment);
  }

  private static Path folder() {
    String property = System.getProperty("pigrad.fixtures.gymnasium");
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/gymnasium");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "no folder shared/gymnasium beside the repository; name it by -Dpigrad.fixtures.gymnasium");
  }

  @Test
  void thereAreEpisodes() throws IOException {
    assertTrue(!files().isEmpty(), "no file of a known environment in " + folder());
  }

  @ParameterizedTest
  @MethodSource("files")
  void reproducesEveryEpisode(Path file) throws IOException {
    int episodes = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          replay(json.readTree(line), file.getFileName() + ", episode " + episodes++);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    assertTrue(episodes > 0, "no episode in " + file);
  }

  private static void replay(JsonNode episode, String where) {
    Environment environment = ENVIRONMENTS.get(episode.get("env").asString()).get();
    double[] initial = numbers(episode.get("initial_state"));
    environment.restore(Arrays.copyOf(initial, initial.length + 1)); // no step made yet
    double[] observation = new double[environment.observationSize()];
    environment.observe(observation);
    assertSameObservation(episode.get("initial_observation"), observation, where);

    JsonNode actions = episode.get("actions");
    for (int t = 0; t < actions.size(); t++) {
      String step = where + ", step " + t;
      Transition made = environment.step(numbers(actions.get(t)), observation);
      assertClose(numbers(episode.get("states").get(t)), environment.state(), step);
      assertSameObservation(episode.get("observations").get(t), observation, step);
      double reward = episode.get("rewards").get(t).asDouble();
      assertEquals(reward, made.reward(), REWARD_TOLERANCE * Math.abs(reward), step);
      assertEquals(
          Outcome.of(
              episode.get("terminated").get(t).asBoolean(),
              episode.get("truncated").get(t).asBoolean()),
          made.outcome(),
          step);
    }
  }

  private static void assertClose(double[] expected, double[] state, String where) {
    for (int j = 0; j < expected.length; j++) {
      assertEquals(
          expected[j], state[j], TOLERANCE * Math.abs(expected[j]), where + ", state " + j);
    }
  }

  private static void assertSameObservation(JsonNode expected, double[] found, String where) {
    double[] numbers = numbers(expected);
    assertEquals(numbers.length, found.length, where);
    for (int j = 0; j < numbers.length; j++) {
      assertEquals((float) numbers[j], (float) found[j], where + ", observation " + j);
    }
  }

  private static double[] numbers(JsonNode node) {
    if (!node.isArray()) {
      return new double[] {node.asDouble()};
    }
    double[] numbers = new double[node.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = node.get(j).asDouble();
    }
    return numbers;
  }
}
