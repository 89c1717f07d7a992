package dev.pigrad.samples.command;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.report.Comparison;
import dev.pigrad.rl.report.Comparison.Contestant;
import dev.pigrad.rl.report.Comparison.Seeded;
import dev.pigrad.rl.report.ComparisonPage;
import dev.pigrad.rl.report.Curve;
import dev.pigrad.rl.report.Run;
import dev.pigrad.rl.report.StrictJson;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several setups in one environment, some seeds of each, as many runs at a time as there are jobs.
 * Each run has a folder of its own below that of the tournament; where it was finished before, with
 * the same configuration, it is not made again. A run that diverges is an outcome like others.
 */
final class Tournament {
  /** A run of a tournament starts anew after an interruption, so that its wall time is true. */
  private static final Duration NO_CHECKPOINTS = Duration.ofDays(365);

  private final Task task;
  private final Backend backend;
  private final SequencedMap<String, Setup> setups;
  private final int seeds;
  private final Path folder;

  /**
   * A tournament that is yet to be held.
   *
   * @param setups what is compared, by name
   * @param seeds how many of each, from 1
   */
  Tournament(
      Task task, Backend backend, SequencedMap<String, Setup> setups, int seeds, Path folder) {
    this.task = task;
    this.backend = backend;
    this.setups = setups;
    this.seeds = seeds;
    this.folder = folder;
  }

  /** Makes all runs, and writes the page and the table. */
  Comparison hold(int jobs) {
    Run overall = Run.create(folder);
    long steps = setups.values().stream().mapToLong(setup -> setup.steps() * seeds).sum();
    try (Run.Claim _ = overall.claim()) {
      Comparison comparison;
      try (TrainingBar bar = new TrainingBar(steps)) {
        comparison = play(jobs, bar);
      }
      overall.writeText("results.csv", comparison.toCsv());
      overall.writeText("comparison.html", new ComparisonPage(comparison).toHtml());
      return comparison;
    }
  }

  private Comparison play(int jobs, TrainingBar bar) {
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      List<Map.Entry<String, List<Future<Seeded>>>> pending = new ArrayList<>();
      setups.forEach(
          (name, setup) -> {
            List<Future<Seeded>> runs = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
              RunConfig config = new RunConfig(task, backend, seed, setup);
              runs.add(workers.submit(() -> outcome(name, config, bar.ofRun())));
            }
            pending.add(Map.entry(name, runs));
          });
      try {
        return new Comparison(
            task.toString(),
            pending.stream()
                .map(
                    entry ->
                        new Contestant(
                            entry.getKey(),
                            StrictJson.write(Objects.requireNonNull(setups.get(entry.getKey()))),
                            entry.getValue().stream().map(Tournament::result).toList()))
                .toList());
      } catch (RuntimeException e) {
        workers.shutdownNow(); // runs that have not begun do not begin any more
        throw e;
      }
    }
  }

  private Seeded outcome(String name, RunConfig config, TrainingListener listener) {
    Path at = folder.resolve(name.replaceAll("[^A-Za-z0-9.=_-]", "_") + "-seed" + config.seed());
    Run run = Run.create(at);
    if (Files.exists(at.resolve("config.json"))
        && run.readConfig(RunConfig.class).equals(config)
        && run.outcome().isPresent()) {
      return run.outcome().get();
    }
    run.begin(config);
    Seeded outcome = learned(run, config, listener);
    run.writeOutcome(outcome);
    return outcome;
  }

  private static Seeded learned(Run run, RunConfig config, TrainingListener listener) {
    Curve curve = new Curve();
    long began = System.nanoTime();
    try (Experiment experiment = new Experiment(run, 1)) {
      experiment.train(NO_CHECKPOINTS, curve.andThen(listener));
      double seconds = secondsSince(began);
      Evaluation evaluation = experiment.evaluate(Conclusion.EVALUATION_EPISODES, config.seed());
      return new Seeded(
          config.seed(),
          config.setup().steps(),
          evaluation.mean(),
          evaluation.standardDeviation(),
          seconds,
          curve.points(),
          Optional.empty());
    } catch (DivergenceException e) {
      return new Seeded(
          config.seed(),
          config.setup().steps(),
          Double.NaN,
          Double.NaN,
          secondsSince(began),
          curve.points(),
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) * 1e-9;
  }

  private static Seeded result(Future<Seeded> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
