package dev.pigrad.rl.algorithm;

/** How θ follows the gradient of a loss. */
public enum Optimizer {
  /** Adam (Kingma and Ba 2015) with β₁ = 0.9 and β₂ = 0.999. */
  ADAM,
  /** {@code θ ← θ − α g}. */
  SGD
}
