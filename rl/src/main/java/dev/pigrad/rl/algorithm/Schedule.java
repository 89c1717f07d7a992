package dev.pigrad.rl.algorithm;

/** How a number changes in the course of a training. */
public enum Schedule {
  /** It stays. */
  CONSTANT,
  /** It falls to 0 on a straight line. */
  LINEAR;

  /**
   * The number's value now.
   *
   * @param initial its value at the beginning
   * @param remaining what is left of the training, from 1 to 0
   */
  public double at(double initial, double remaining) {
    return switch (this) {
      case CONSTANT -> initial;
      case LINEAR -> initial * remaining;
    };
  }
}
