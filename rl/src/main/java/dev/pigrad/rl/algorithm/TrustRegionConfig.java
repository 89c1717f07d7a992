package dev.pigrad.rl.algorithm;

/**
 * The numbers of a step in a trust region.
 *
 * @param delta δ, the largest mean KL(π_old‖π), above 0
 * @param conjugateGradients products with the Fisher information at most
 * @param tolerance residual, relative to the gradient, at which conjugate gradients end; above 0,
 *     since steps below the rounding of a singular Fisher information go astray
 * @param damping added to the diagonal of the Fisher information, at least 0
 * @param shrink α of the line search, in (0, 1)
 * @param trials steps that the line search tries; 0 for none: the step is made as it is
 */
public record TrustRegionConfig(
    double delta,
    int conjugateGradients,
    double tolerance,
    double damping,
    double shrink,
    int trials) {
  /** Checks every number. */
  public TrustRegionConfig {
    Requirement.positive("delta", delta);
    Requirement.atLeastOne("conjugateGradients", conjugateGradients);
    Requirement.positive("tolerance", tolerance);
    Requirement.notNegative("damping", damping);
    Requirement.require(shrink > 0 && shrink < 1, "shrink", "a number in (0, 1)", shrink);
    Requirement.require(trials >= 0, "trials", "a whole number of at least 0", trials);
  }
}
