package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Comparison;
import dev.pigrad.rl.report.Comparison.Contestant;
import dev.pigrad.rl.report.Comparison.Seeded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that make many runs. */
final class TournamentOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--seeds",
      defaultValue = "10",
      description = "runs of each, with seeds from 1 (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Mixin private SetupOptions setups;

  @Option(names = "--jobs", description = "runs at a time (default: as many as cores)")
  private Optional<Integer> jobs;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "where to write; finished runs that are there are kept (default: below runs)")
  private Optional<Path> out;

  /** Created by picocli. */
  TournamentOptions() {}

  /** The setup with what the options change. */
  Setup changed(Setup setup) {
    return setups.changed(setup);
  }

  /** Holds the tournament and prints its table. */
  int hold(Task task, SequencedMap<String, Setup> contestants, String name) {
    RunOptions.requireAtLeast(spec, "--seeds", 1, seeds);
    int workers = jobs.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    RunOptions.requireAtLeast(spec, "--jobs", 1, workers);
    Path folder = out.orElseGet(() -> Path.of("runs", name));
    PrintWriter console = spec.commandLine().getOut();
    console.println("writing to " + folder);
    console.flush();
    print(
        new Tournament(task, setups.backend(), contestants, seeds, folder).hold(workers), console);
    console.println("report: " + folder.resolve("comparison.html"));
    console.flush();
    return 0;
  }

  private static void print(Comparison comparison, PrintWriter console) {
    for (Contestant contestant : comparison.contestants()) {
      String name = contestant.name();
      contestant
          .score()
          .ifPresentOrElse(
              score ->
                  console.printf(
                      Locale.ROOT,
                      "%s: interquartile mean %.2f, 95 %% interval %.2f to %.2f, over %d seeds%n",
                      name,
                      score.value(),
                      score.low(),
                      score.high(),
                      contestant.finished().size()),
              () -> console.println(name + ": no seed came to its end"));
      for (Seeded run : contestant.outcomes()) {
        run.divergence()
            .ifPresent(
                where -> console.printf("%s, seed %d, diverged: %s%n", name, run.seed(), where));
      }
    }
  }
}
