package dev.pigrad.rl.rollout;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.runtime.RandomStream;

/**
 * A stream that gives the same numbers for several steps: after each of them but the last it goes
 * back to where it was, so that what is drawn of it next is drawn again.
 */
final class HeldNoise implements Stateful {
  private final RandomStream stream;
  private final int steps;
  private long start;
  private int made;

  HeldNoise(RandomStream stream, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("noise is held for at least 1 step, found " + steps);
    }
    this.stream = stream;
    this.steps = steps;
    this.start = stream.counter();
  }

  RandomStream stream() {
    return stream;
  }

  void afterStep() {
    made++;
    if (made < steps) {
      stream.moveTo(start);
    } else {
      start = stream.counter();
      made = 0;
    }
  }

  /** Taken between two steps, when the stream is at its start. */
  @Override
  public void save(State state) {
    state.put("start", (double) start);
    state.put("made", made);
  }

  @Override
  public void restore(State state) {
    start = (long) state.number("start");
    made = (int) state.number("made");
    stream.moveTo(start);
  }
}
