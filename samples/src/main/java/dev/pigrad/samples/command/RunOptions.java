package dev.pigrad.samples.command;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a single run that its result does not depend on. */
final class RunOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--threads",
      description = "threads of the engine; the result does not depend on it (default: all cores)")
  private Optional<Integer> threads;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "time between two checkpoints, 0 for one after each update (default: ${DEFAULT-VALUE})")
  private double checkpointSeconds;

  /** Created by picocli. */
  RunOptions() {}

  int threads() {
    int workers = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    requireAtLeast(spec, "--threads", 1, workers);
    return workers;
  }

  Duration betweenCheckpoints() {
    requireAtLeast(spec, "--checkpoint-seconds", 0, checkpointSeconds);
    return Duration.ofMillis((long) (1000 * checkpointSeconds));
  }

  static void requireAtLeast(
      CommandLine.Model.CommandSpec spec, String option, int least, Number value) {
    if (!(value.doubleValue() >= least)) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least " + least + ", found " + value);
    }
  }
}
