package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Progress;
import dev.pigrad.rl.report.TrainingListener;
import java.text.DecimalFormat;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Steps, speed, return and KL of a training. */
final class TrainingBar implements TrainingListener, AutoCloseable {
  private final ProgressBar bar;

  TrainingBar(long steps) {
    this.bar = ConsoleBar.of(steps).setUnit(" steps", 1).showSpeed(new DecimalFormat("0")).build();
  }

  @Override
  public void onUpdate(Progress progress) {
    bar.setExtraMessage(
        String.format(Locale.ROOT, "  return %.1f  KL %.4f", progress.meanReturn(), progress.kl()));
    bar.stepTo(Math.min(progress.steps(), progress.totalSteps()));
  }

  /** Ends the bar where it is. */
  @Override
  public void close() {
    bar.close();
  }
}
