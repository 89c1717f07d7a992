package dev.pigrad.rl.report;

import dev.pigrad.rl.checkpoint.Stateful;

/** Hears of each update of a training, in the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
  /** An update was made. */
  void onUpdate(Progress progress);

  /**
   * A training is about to make its first update.
   *
   * @param training what it needs to go on from another point, for example a checkpoint's
   */
  default void onBegin(Stateful training) {}

  /** Tells this listener and then the other. */
  default TrainingListener andThen(TrainingListener other) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void onBegin(Stateful training) {
        first.onBegin(training);
        other.onBegin(training);
      }

      @Override
      public void onUpdate(Progress progress) {
        first.onUpdate(progress);
        other.onUpdate(progress);
      }
    };
  }

  /** Hears nothing. */
  static TrainingListener none() {
    return progress -> {};
  }
}
