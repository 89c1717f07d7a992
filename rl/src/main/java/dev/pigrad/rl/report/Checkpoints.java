package dev.pigrad.rl.report;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the state of a training to its run's folder every now and then, and goes on from what is
 * there: the end is the same to the last bit, however often the training was killed.
 *
 * <p>A checkpoint replaces the one before in one step, so a full disk or a crash leaves the older
 * one. The first update after {@code every} has passed writes the next.
 */
public final class Checkpoints implements TrainingListener {
  private static final String TRAINING = "training";

  private final Run run;
  private final long nanosBetween;
  private final Map<String, Stateful> parts = new LinkedHashMap<>();
  private long written = System.nanoTime();

  /**
   * Checkpoints of a training that is yet to begin.
   *
   * @param every time between two of them, zero for one after each update
   */
  public Checkpoints(Run run, Duration every) {
    this.run = run;
    this.nanosBetween = every.toNanos();
  }

  /** Has something else in the checkpoint, besides the training: told of updates before this. */
  public Checkpoints with(String name, Stateful part) {
    parts.put(name, part);
    return this;
  }

  /** Remembers what to save, and goes on from the run's checkpoint if it has one. */
  @Override
  public void onBegin(Stateful training) {
    parts.put(TRAINING, training);
    run.readCheckpoint().ifPresent(this::restore);
  }

  private void restore(State state) {
    try {
      parts.forEach((name, part) -> part.restore(state.part(name)));
    } catch (IllegalArgumentException e) {
      throw new RunException(
          "the checkpoint in " + run.folder() + " does not fit: " + e.getMessage(), e);
    }
  }

  @Override
  public void onUpdate(Progress progress) {
    if (System.nanoTime() - written >= nanosBetween) {
      State state = new State();
      parts.forEach((name, part) -> part.save(state.part(name)));
      run.writeCheckpoint(state);
      written = System.nanoTime();
    }
  }
}
