package dev.pigrad.samples.command;

import dev.pigrad.rl.report.ConfigException;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pigrad sweep cartpole --grid learningRate=1e-3,3e-4}: what values are best. */
@Command(
    name = "sweep",
    description =
        "Trains with every combination of some fields' values, or with random ones, and writes a"
            + " report of one HTML file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  @CommandLine.Parameters(
      paramLabel = "ENVIRONMENT",
      description = "what to learn: ${COMPLETION-CANDIDATES}")
  private Task task;

  @Mixin private MethodOptions methods;

  @Option(
      names = "--grid",
      required = true,
      paramLabel = "FIELD=VALUE,VALUE…",
      description =
          "values of a field, or a range as 1e-4..1e-2, from which --random draws (logarithmically"
              + " where both ends are above 0); more than once for more fields")
  private Map<String, String> grid = new LinkedHashMap<>();

  @Option(
      names = "--random",
      paramLabel = "COUNT",
      description = "so many random combinations instead of all")
  private Optional<Integer> random;

  @Mixin private TournamentOptions options;

  /** Created by picocli. */
  SweepCommand() {}

  @Override
  public Integer call() {
    Setup setup = methods.setup(task);
    SequencedMap<String, Setup> setups = new LinkedHashMap<>();
    for (Map<String, String> values : random.map(this::drawn).orElseGet(this::all)) {
      setups.put(name(values), options.changed(setup.with(values)));
    }
    return options.hold(task, setups, "sweep-" + task + "-" + setup.algorithm());
  }

  private static String name(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Every combination, the last field's value changing fastest. */
  private List<Map<String, String>> all() {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, String> field : grid.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : values(field)) {
          Map<String, String> one = new LinkedHashMap<>(combination);
          one.put(field.getKey(), value);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static String[] values(Map.Entry<String, String> field) {
    if (field.getValue().contains("..")) {
      throw new ConfigException(
          "--grid " + field.getKey() + "=" + field.getValue() + " is a range; it needs --random");
    }
    return field.getValue().split(",", -1);
  }

  private List<Map<String, String>> drawn(int count) {
    RandomStream stream = RandomStream.of(1);
    List<Map<String, String>> combinations = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Map<String, String> one = new LinkedHashMap<>();
      grid.forEach((field, values) -> one.put(field, draw(values, stream)));
      combinations.add(one);
    }
    return combinations;
  }

  private static String draw(String values, RandomStream stream) {
    String[] ends = values.split("\\.\\.", -1);
    if (ends.length != 2) {
      String[] choices = values.split(",", -1);
      return choices[stream.nextInt(choices.length)];
    }
    try {
      double low = Double.parseDouble(ends[0]);
      double high = Double.parseDouble(ends[1]);
      double share = stream.nextDouble();
      double drawn =
          low > 0 && high > 0
              ? low * StrictMath.pow(high / low, share)
              : low + share * (high - low);
      return "" + (float) drawn;
    } catch (NumberFormatException e) {
      throw new ConfigException("a range has two numbers, found " + values);
    }
  }
}
