package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Progress;
import dev.pigrad.rl.report.TrainingListener;
import java.text.DecimalFormat;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Steps, speed, return and KL of a training. */
final class TrainingBar implements AutoCloseable {
  private final ProgressBar bar;

  TrainingBar(long steps) {
    this.bar = ConsoleBar.of(steps).setUnit(" steps", 1).showSpeed(new DecimalFormat("0")).build();
  }

  /** Listens to a run that makes its part of the steps. */
  TrainingListener ofRun() {
    return new TrainingListener() {
      private long shown;

      @Override
      public void onUpdate(Progress progress) {
        long steps = Math.min(progress.steps(), progress.totalSteps());
        bar.stepBy(steps - shown);
        shown = steps;
        bar.setExtraMessage(
            String.format(
                Locale.ROOT, "  return %.1f  KL %.4f", progress.meanReturn(), progress.kl()));
      }
    };
  }

  /** Ends the bar where it is. */
  @Override
  public void close() {
    bar.close();
  }
}
