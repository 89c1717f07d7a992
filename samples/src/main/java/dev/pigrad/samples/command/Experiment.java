package dev.pigrad.samples.command;

import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.Normalization;
import dev.pigrad.rl.picture.Recorder;
import dev.pigrad.rl.report.Checkpoints;
import dev.pigrad.rl.report.Curve;
import dev.pigrad.rl.report.EventLog;
import dev.pigrad.rl.report.Run;
import dev.pigrad.rl.report.TrainingListener;
import dev.pigrad.rl.rollout.Evaluation;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.time.Duration;
import java.util.function.Supplier;

/** A run, made of its configuration: what is trained, by what and in what. */
final class Experiment implements AutoCloseable {
  private static final int EVALUATION_STREAM = 2;

  private final RunConfig config;
  private final Run run;
  private final Engine engine;
  private final LoadedPolicy policy;
  private final Normalization normalization;

  /** The one that the folder's configuration describes. */
  Experiment(Run run, int threads) {
    this.run = run;
    this.config = run.readConfig(RunConfig.class);
    this.engine = config.backend().open(threads);
    this.policy = engine.load(config.environment().program(config.setup().stateDependentNoise()));
    this.normalization =
        new Normalization(
            config.setup().normalization(), config.environment().environment().observationSize());
  }

  RunConfig config() {
    return config;
  }

  /**
   * Trains from the last checkpoint, or from the beginning, to the end and writes what came of it;
   * there is nothing to do where that was done before.
   */
  void train(Duration betweenCheckpoints, TrainingListener listener) {
    if (!run.isComplete()) {
      complete(betweenCheckpoints, listener);
    }
    run.removeCheckpoint();
  }

  private void complete(Duration betweenCheckpoints, TrainingListener listener) {
    Curve curve = new Curve();
    Supplier<Environment> environment =
        () -> normalization.learning(config.environment().environment());
    try (EventLog events = new EventLog(run);
        Parameters theta =
            learn(
                environment,
                curve
                    .andThen(events)
                    .andThen(
                        new Checkpoints(run, betweenCheckpoints)
                            .with("curve", curve)
                            .with("events", events))
                    .andThen(listener))) {
      run.complete(curve, config.title(), normalization, theta);
    }
  }

  private Parameters learn(Supplier<Environment> environment, TrainingListener listener) {
    Setup setup = config.setup();
    try {
      return setup.make().train(policy, environment, setup.steps(), config.seed(), listener);
    } catch (IllegalArgumentException e) { // what Algorithm.train says where things do not fit
      throw new CommandException(2, config.title() + ": " + e.getMessage(), e);
    }
  }

  /** Plays episodes with the parameters that the training wrote, by the mode of the policy. */
  Evaluation evaluate(int episodes, long seed) {
    return play(() -> normalization.frozen(config.environment().environment()), episodes, seed);
  }

  /** Draws the first of these episodes as an animated GIF. */
  byte[] record(long seed) {
    Recorder recorder =
        new Recorder(
            normalization.frozen(config.environment().environment()),
            config.environment().picture());
    play(() -> recorder, 1, seed);
    return recorder.toGif();
  }

  private Evaluation play(Supplier<Environment> environment, int episodes, long seed) {
    try (Parameters theta = policy.newParameters()) {
      run.readParameters(theta);
      run.readNormalization(normalization);
      return Evaluation.run(
          policy, theta, environment, episodes, RandomStream.of(seed).split(EVALUATION_STREAM));
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
