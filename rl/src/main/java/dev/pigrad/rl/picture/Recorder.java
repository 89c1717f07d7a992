package dev.pigrad.rl.picture;

import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.EnvironmentWrapper;
import dev.pigrad.rl.environment.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Watches the first episode of an environment, and draws it as an animated GIF. */
public final class Recorder implements EnvironmentWrapper {
  /** How long the end of the episode is shown. */
  private static final int LAST_HUNDREDTHS = 100;

  private final Environment environment;
  private final Picture picture;
  private final List<double[]> states = new ArrayList<>();
  private boolean isOver;

  /** Watches {@code environment}. */
  public Recorder(Environment environment, Picture picture) {
    this.environment = environment;
    this.picture = picture;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    environment.reset(random, observation);
    watch();
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    Transition made = environment.step(action, observation);
    watch();
    isOver |= made.outcome().endsEpisode();
    return made;
  }

  private void watch() {
    if (!isOver) {
      states.add(environment.state());
    }
  }

  /**
   * What was seen, 480 × 320 pixels, a frame per state.
   *
   * @throws IllegalStateException if no episode was begun
   */
  public byte[] toGif() {
    if (states.isEmpty()) {
      throw new IllegalStateException(
          "nothing was recorded; play an episode in the recorder of " + name());
    }
    try (AnimatedGif gif = new AnimatedGif()) {
      for (int i = 0; i < states.size(); i++) {
        Canvas canvas = new Canvas();
        picture.draw(canvas, states.get(i));
        boolean isLast = i == states.size() - 1;
        gif.add(canvas.image(), isLast ? LAST_HUNDREDTHS : picture.hundredths());
      }
      return gif.toBytes();
    }
  }
}
