package dev.pigrad.rl.estimator;

/** The check that estimators share. */
final class Discount {
  private Discount() {}

  static void require(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " lies in [0, 1], found " + value);
    }
  }
}
