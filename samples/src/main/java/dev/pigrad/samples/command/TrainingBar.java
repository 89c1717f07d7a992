package dev.pigrad.samples.command;

import dev.pigrad.rl.report.Progress;
import dev.pigrad.rl.report.TrainingListener;
import java.text.DecimalFormat;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Steps, speed, return and KL of a training on standard error: a bar that moves in a terminal, a
 * line every few seconds in a log.
 */
final class TrainingBar implements TrainingListener, AutoCloseable {
  /** Set by the launcher to the terminal's width, where standard error ends in one. */
  private static final int COLUMNS = Integer.getInteger("pigrad.columns", 0);

  private static final int LOG_COLUMNS = 120;

  /** Narrower lines have no room for the time that is left. */
  private static final int COLUMNS_WITH_ETA = 110;

  private final ProgressBar bar;

  TrainingBar(long steps) {
    boolean isTerminal = COLUMNS > 0;
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName("")
            .setInitialMax(steps)
            .setUnit(" steps", 1)
            .showSpeed(new DecimalFormat("0"))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(isTerminal ? 100 : 5000)
            .setConsumer(isTerminal ? movingBar() : logLines());
    this.bar = (isTerminal && COLUMNS < COLUMNS_WITH_ETA ? builder.hideEta() : builder).build();
  }

  private static ProgressBarConsumer movingBar() {
    return new InteractiveConsoleProgressBarConsumer(System.err, COLUMNS);
  }

  private static ProgressBarConsumer logLines() {
    return new DelegatingProgressBarConsumer(System.err::println, LOG_COLUMNS);
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
