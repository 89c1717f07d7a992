package dev.pigrad.rl.picture;

/** How a state of an environment looks: what a user implements for a simulator of his own. */
public interface Picture {
  /**
   * Draws a state on a canvas that is white.
   *
   * @param state what {@code Environment.state()} gave; wrappers add to its end
   */
  void draw(Canvas canvas, double[] state);

  /** How long a state is shown, in hundredths of a second, at least 2: browsers slow down 1. */
  int hundredths();
}
