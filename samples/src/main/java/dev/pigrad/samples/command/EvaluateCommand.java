package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Run;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pigrad evaluate runs/cartpole-ppo-seed1}: what a trained policy is worth. */
@Command(
    name = "evaluate",
    description = "Plays episodes with a trained policy, by the mode of its distribution.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "RUN", description = "the folder of the run")
  private Path folder;

  @Option(
      names = "--episodes",
      defaultValue = "" + Conclusion.EVALUATION_EPISODES,
      description = "how many (default: ${DEFAULT-VALUE})")
  private int episodes;

  @Option(names = "--seed", description = "of the episodes (default: that of the run)")
  private Optional<Long> seed;

  @Option(
      names = "--gif",
      description = "draw the first of them to episode.gif in the run's folder")
  private boolean gif;

  /** Created by picocli. */
  EvaluateCommand() {}

  @Override
  public Integer call() {
    RunOptions.requireAtLeast(spec, "--episodes", 1, episodes);
    Run run = Run.open(folder);
    try (Experiment experiment = new Experiment(run, 1)) {
      long stream = seed.orElseGet(() -> experiment.config().seed());
      spec.commandLine()
          .getOut()
          .println(Conclusion.describe(experiment.evaluate(episodes, stream)));
      if (gif) {
        run.writeFile("episode.gif", experiment.record(stream));
      }
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
