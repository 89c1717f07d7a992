package dev.pigrad.testing;

import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.RandomStream;

/**
 * Parameters on a grid of sixteenths. Products and sums of few such numbers are exact, in single
 * precision too, so that every backend is on the same side of a kink, or on the kink itself.
 */
public final class RandomParameters {
  private static final int GRID = 16;

  private RandomParameters() {}

  /**
   * Parameters at random around others.
   *
   * @param centre where they lie around, on the grid
   * @param spread how far: 1 keeps the activations of a layer of any width at order one
   */
  public static double[] near(
      double[] centre, LoadedPolicy policy, double spread, RandomStream stream) {
    double[] parameters = centre.clone();
    for (ParameterLayout.Entry entry : policy.parameterLayout().entries()) {
      int columns = entry.shape().isEmpty() ? 1 : entry.shape().getLast();
      // sums of n terms of size 1/√n are of order one
      int steps = (int) Math.ceil(spread * GRID * 1.5 / Math.sqrt(Math.max(4, columns)));
      for (int i = 0; i < entry.size(); i++) {
        parameters[entry.offset() + i] += onGrid(steps, stream);
      }
    }
    return parameters;
  }

  /** A multiple of 1/16 of at most {@code steps} sixteenths. */
  static double onGrid(int steps, RandomStream stream) {
    return (double) stream.nextInt(-steps, steps + 1) / GRID;
  }
}
