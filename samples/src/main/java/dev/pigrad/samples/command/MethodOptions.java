package dev.pigrad.samples.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration to start from. */
final class MethodOptions {
  @Option(
      names = "--algorithm",
      defaultValue = "ppo",
      description =
          "${COMPLETION-CANDIDATES}, as tuned in the folder configs (default: ${DEFAULT-VALUE})")
  private Method method;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "algorithm and configuration from a file like those in the folder configs")
  private Optional<Path> config;

  /** Created by picocli. */
  MethodOptions() {}

  Setup setup(Task task) {
    return config.map(Setup::read).orElseGet(() -> Setup.tuned(task, method));
  }
}
