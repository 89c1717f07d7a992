package dev.pigrad.samples.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pigrad compare cartpole --algorithms ppo,reinforce}: who learns faster. */
@Command(
    name = "compare",
    description = "Trains with several algorithms and seeds, and writes a report of one HTML file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  @CommandLine.Parameters(
      paramLabel = "ENVIRONMENT",
      description = "what to learn: ${COMPLETION-CANDIDATES}")
  private Task task;

  @Option(
      names = "--algorithms",
      required = true,
      split = ",",
      description =
          "names of algorithms, as tuned in the folder configs, or files like those there")
  private List<String> algorithms;

  @Mixin private TournamentOptions options;

  /** Created by picocli. */
  CompareCommand() {}

  @Override
  public Integer call() {
    SequencedMap<String, Setup> setups = new LinkedHashMap<>();
    for (String algorithm : algorithms) {
      setups.put(name(algorithm), options.changed(setup(algorithm)));
    }
    return options.hold(task, setups, "compare-" + task);
  }

  private Setup setup(String algorithm) {
    return isFile(algorithm)
        ? Setup.read(Path.of(algorithm))
        : Setup.tuned(task, PigradCommand.choose(Method.values(), algorithm));
  }

  private static boolean isFile(String algorithm) {
    return algorithm.endsWith(".json")
        && Arrays.stream(Method.values()).noneMatch(m -> m.toString().equals(algorithm));
  }

  /** That of the algorithm, or of the file without its ending. */
  private static String name(String algorithm) {
    return isFile(algorithm)
        ? Path.of(algorithm).getFileName().toString().replaceAll("\\.json$", "")
        : algorithm;
  }
}
