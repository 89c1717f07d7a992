package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Run;
import dev.pigrad.rl.rollout.Evaluation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** The part that {@code train} and {@code resume} share: from where a run is to its evaluation. */
final class Conclusion {
  static final int EVALUATION_EPISODES = 100;

  private Conclusion() {}

  static int of(Run run, int threads, Duration betweenCheckpoints, PrintWriter console) {
    console.println("writing to " + run.folder());
    console.flush();
    try (Experiment experiment = new Experiment(run, threads)) {
      RunConfig config = experiment.config();
      try (TrainingBar bar = new TrainingBar(config.setup().steps())) {
        experiment.train(betweenCheckpoints, bar.ofRun());
      }
      console.println(describe(experiment.evaluate(EVALUATION_EPISODES, config.seed())));
    }
    console.flush();
    return 0;
  }

  static String describe(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "evaluation: mean %.2f std %.2f over %d episodes (deterministic)",
        evaluation.mean(),
        evaluation.standardDeviation(),
        evaluation.returns().size());
  }
}
