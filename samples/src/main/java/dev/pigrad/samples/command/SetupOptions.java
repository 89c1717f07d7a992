package dev.pigrad.samples.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What is changed in a configuration, and what it runs on. */
final class SetupOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "another value of a field of the configuration, for example gamma=0.99")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Option(
      names = "--backend",
      defaultValue = "simd",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Backend backend;

  @Option(
      names = "--steps",
      description = "environment steps of a run (default: what the configuration says)")
  private Optional<Long> steps;

  /** Created by picocli. */
  SetupOptions() {}

  /** The setup with what the options change. */
  Setup changed(Setup setup) {
    Map<String, String> changes = new LinkedHashMap<>(fields);
    steps.ifPresent(
        number -> {
          RunOptions.requireAtLeast(spec, "--steps", 1, number);
          changes.put("steps", number.toString());
        });
    return setup.with(changes);
  }

  Backend backend() {
    return backend;
  }
}
