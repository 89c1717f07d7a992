package dev.pigrad.rl.report;

/** Hears of each update of a training, in the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
  /** An update was made. */
  void onUpdate(Progress progress);

  /** Tells this listener and then the other. */
  default TrainingListener andThen(TrainingListener other) {
    return progress -> {
      onUpdate(progress);
      other.onUpdate(progress);
    };
  }

  /** Hears nothing. */
  static TrainingListener none() {
    return progress -> {};
  }
}
