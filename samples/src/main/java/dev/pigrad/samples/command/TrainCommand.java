package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pigrad train cartpole}: trains a sample policy and writes what came of it. */
@Command(
    name = "train",
    description = "Trains a sample policy, evaluates it and writes it to a folder.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(
      paramLabel = "ENVIRONMENT",
      description = "what to learn: ${COMPLETION-CANDIDATES}")
  private Task task;

  @Mixin private MethodOptions methods;

  @Mixin private SetupOptions setups;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of parameters, environments and actions (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "where to write; files of an earlier run there are replaced (default: a new"
              + " folder below runs)")
  private Optional<Path> out;

  @Mixin private RunOptions options;

  /** Created by picocli. */
  TrainCommand() {}

  @Override
  public Integer call() {
    int threads = options.threads();
    RunConfig asked =
        new RunConfig(task, setups.backend(), seed, setups.changed(methods.setup(task)));

    Run run = Run.create(out.orElseGet(() -> newFolder(asked)));
    try (Run.Claim _ = run.claim()) {
      run.begin(asked);
      return Conclusion.of(run, threads, options.betweenCheckpoints(), spec.commandLine().getOut());
    }
  }

  /** {@code runs/cartpole-ppo-seed1}, or with a number behind it where that exists. */
  private Path newFolder(RunConfig asked) {
    String name = task + "-" + asked.setup().algorithm() + "-seed" + seed;
    Path runs = Path.of("runs");
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> runs.resolve(i == 1 ? name : name + "-" + i))
        .filter(folder -> !Files.exists(folder))
        .findFirst()
        .orElseThrow();
  }
}
