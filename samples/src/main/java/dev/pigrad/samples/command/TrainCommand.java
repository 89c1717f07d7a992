package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.report.Curve;
import dev.pigrad.rl.report.Run;
import dev.pigrad.rl.rollout.Evaluation;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code pigrad train cartpole}: trains a sample policy and writes what came of it. */
@Command(
    name = "train",
    description = "Trains a sample policy, evaluates it and writes it to a folder.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final int EVALUATION_EPISODES = 100;
  private static final int EVALUATION_STREAM = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(
      paramLabel = "ENVIRONMENT",
      description = "what to learn: ${COMPLETION-CANDIDATES}")
  private Task task;

  @Option(
      names = "--algorithm",
      defaultValue = "ppo",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Method method;

  @Option(
      names = "--backend",
      defaultValue = "simd",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Backend backend;

  @Option(
      names = "--steps",
      defaultValue = "100000",
      description = "environment steps in all (default: ${DEFAULT-VALUE})")
  private long steps;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of parameters, environments and actions (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--threads",
      description = "threads of the engine; the result does not depend on it (default: all cores)")
  private Optional<Integer> threads;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "where to write; files of an earlier run there are replaced (default: a new"
              + " folder below runs)")
  private Optional<Path> out;

  /** Created by picocli. */
  TrainCommand() {}

  @Override
  public Integer call() {
    requireAtLeastOne("--steps", steps);
    int workers = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    requireAtLeastOne("--threads", workers);

    Run run = Run.create(out.orElseGet(this::newFolder));
    Algorithm algorithm = task.algorithm(method);
    run.writeConfig(
        new RunConfig(
            task.toString(),
            method.toString(),
            backend.toString(),
            steps,
            seed,
            algorithm.config()));
    PrintWriter console = spec.commandLine().getOut();
    console.println("writing to " + run.folder());
    console.flush();
    try (Engine engine = backend.open(workers)) {
      console.println(train(engine.load(task.program()), algorithm, run));
    }
    console.flush();
    return 0;
  }

  private String train(LoadedPolicy policy, Algorithm algorithm, Run run) {
    Curve curve = new Curve();
    try (Parameters theta = learn(policy, algorithm, curve)) {
      run.writeParameters(theta);
      run.writeCurve(curve, task + ", " + method + ", seed " + seed);
      return describe(
          Evaluation.run(
              policy,
              theta,
              task::environment,
              EVALUATION_EPISODES,
              RandomStream.of(seed).split(EVALUATION_STREAM)));
    }
  }

  private Parameters learn(LoadedPolicy policy, Algorithm algorithm, Curve curve) {
    try (TrainingBar bar = new TrainingBar(steps)) {
      return algorithm.train(policy, task::environment, steps, seed, curve.andThen(bar));
    }
  }

  private static String describe(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "evaluation: mean %.2f std %.2f over %d episodes (deterministic)",
        evaluation.mean(),
        evaluation.standardDeviation(),
        evaluation.returns().size());
  }

  /** {@code runs/cartpole-ppo-seed1}, or with a number behind it where that exists. */
  private Path newFolder() {
    String name = task + "-" + method + "-seed" + seed;
    Path runs = Path.of("runs");
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> runs.resolve(i == 1 ? name : name + "-" + i))
        .filter(folder -> !Files.exists(folder))
        .findFirst()
        .orElseThrow();
  }

  private void requireAtLeastOne(String option, long value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least 1, found " + value);
    }
  }
}
