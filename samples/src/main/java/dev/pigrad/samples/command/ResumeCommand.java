package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Run;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pigrad resume runs/cartpole-ppo-seed1}: goes on where a training was interrupted. */
@Command(
    name = "resume",
    description =
        "Goes on with an interrupted training from its last checkpoint; the result is that of the"
            + " undisturbed run.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "RUN", description = "the folder of the run")
  private Path folder;

  @Mixin private RunOptions options;

  /** Created by picocli. */
  ResumeCommand() {}

  @Override
  public Integer call() {
    Run run = Run.open(folder);
    try (Run.Claim _ = run.claim()) {
      return Conclusion.of(
          run, options.threads(), options.betweenCheckpoints(), spec.commandLine().getOut());
    }
  }
}
