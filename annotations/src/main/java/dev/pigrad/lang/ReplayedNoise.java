package dev.pigrad.lang;

/** Draws that were made before. */
final class ReplayedNoise implements Noise {
  private final double[] draws;
  private int next;

  ReplayedNoise(double... draws) {
    this.draws = draws.clone();
  }

  @Override
  public Scalar normal() {
    return draw();
  }

  @Override
  public Scalar uniform() {
    return draw();
  }

  private Scalar draw() {
    if (next == draws.length) {
      throw new IllegalStateException(
          "the replayed noise has run out; found %d draws, expected more".formatted(draws.length));
    }
    return Scalar.of(draws[next++]);
  }
}
