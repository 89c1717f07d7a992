package dev.pigrad.samples.command;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error: one that moves in a terminal, a line every few seconds in a
 * log.
 */
public final class ConsoleBar {
  /** Set by the launcher to the terminal's width, where standard error ends in one. */
  private static final int COLUMNS = Integer.getInteger("pigrad.columns", 0);

  private static final int LOG_COLUMNS = 120;

  /** Narrower lines have no room for the time that is left. */
  private static final int COLUMNS_WITH_ETA = 110;

  private ConsoleBar() {}

  /** A bar that ends at {@code max}. */
  public static ProgressBarBuilder of(long max) {
    boolean isTerminal = COLUMNS > 0;
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName("")
            .setInitialMax(max)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(isTerminal ? 100 : 5000)
            .setConsumer(isTerminal ? movingBar() : logLines());
    return isTerminal && COLUMNS < COLUMNS_WITH_ETA ? builder.hideEta() : builder;
  }

  private static ProgressBarConsumer movingBar() {
    return new InteractiveConsoleProgressBarConsumer(System.err, COLUMNS);
  }

  private static ProgressBarConsumer logLines() {
    return new DelegatingProgressBarConsumer(System.err::println, LOG_COLUMNS);
  }
}
