package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.environment.Normalization;
import dev.pigrad.rl.report.ConfigException;
import dev.pigrad.rl.report.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How something is learned: what a file of the folder configs says.
 *
 * @param algorithm what learns
 * @param steps environment steps in all
 * @param normalization of observations and rewards
 * @param stateDependentNoise whether and how actions are explored by a function of the state
 * @param config of the algorithm, in the fields of its {@code Config}
 */
record Setup(
    Method algorithm,
    long steps,
    Normalization.Config normalization,
    Optional<StateDependentNoise> stateDependentNoise,
    JsonNode config) {
  /** Where the launcher says that {@code configs} is; else it is above the working directory. */
  private static final String FOLDER = "pigrad.configs";

  private static final String CONFIG = "config";

  /** Checks the steps. */
  Setup {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, found " + steps);
    }
  }

  /**
   * Noise that is a function of the state.
   *
   * @param initialStd deviation of the function's weights before any learning, positive
   */
  record StateDependentNoise(double initialStd) {
    /** Checks the deviation. */
    StateDependentNoise {
      if (!(initialStd > 0 && Double.isFinite(initialStd))) {
        throw new IllegalArgumentException(
            "initialStd must be a number above 0, found " + initialStd);
      }
    }
  }

  /**
   * The tuned one of this pair.
   *
   * @throws ConfigException if there is none
   */
  static Setup tuned(Task task, Method method) {
    Path file = folder().resolve(task + "-" + method + ".json");
    if (!Files.exists(file)) {
      throw new ConfigException(
          "there is no tuned configuration of "
              + method
              + " for "
              + task
              + "; give one by --config");
    }
    return read(file);
  }

  /** That of a file. */
  static Setup read(Path file) {
    Setup setup = StrictJson.read(file, Setup.class);
    try {
      setup.make();
    } catch (ConfigException e) {
      throw new ConfigException(file + ": " + CONFIG + ": " + e.getMessage());
    }
    return setup;
  }

  private static Path folder() {
    String property = System.getProperty(FOLDER);
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("configs");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new ConfigException("no folder 'configs' found; name it by -D" + FOLDER);
  }

  /** The algorithm with its numbers. */
  Algorithm make() {
    return algorithm.make(config);
  }

  /**
   * With other values of some fields.
   *
   * @param values JSON by name: a field of the algorithm's {@code Config}, or else one of these,
   *     parts joined by dots: {@code learningRate}, {@code normalization.rewards}
   * @throws ConfigException if there is no such field, or it does not take the value
   */
  Setup with(Map<String, String> values) {
    ObjectNode tree = (ObjectNode) StrictJson.toTree(this);
    values.forEach((name, value) -> set(tree, name, value));
    Setup changed = StrictJson.convert(tree, Setup.class);
    changed.make();
    return changed;
  }

  private static void set(ObjectNode tree, String name, String value) {
    String path = tree.get(CONFIG).has(name) ? CONFIG + "." + name : name;
    List<String> parts = List.of(path.split("\\.", -1));
    JsonNode parent = tree;
    for (String part : parts.subList(0, parts.size() - 1)) {
      parent = parent.path(part);
    }
    if (!parent.has(parts.getLast())) {
      throw new ConfigException("there is no field '" + name + "' to set to " + value);
    }
    ((ObjectNode) parent).set(parts.getLast(), json(value));
  }

  /** A number, true, false or null as such, anything else as a text. */
  private static JsonNode json(String value) {
    try {
      return StrictJson.parse(value, JsonNode.class);
    } catch (ConfigException e) {
      return StrictJson.toTree(value);
    }
  }
}
