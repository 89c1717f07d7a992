package dev.pigrad.runtime.program;

/** What a surrogate can ask of a policy and of its batch, one number per sample ({@code Step}). */
public enum Quantity {
  /** log π(a|s), differentiable. */
  LOG_PROB,
  /** log π_old(a|s), recorded. */
  OLD_LOG_PROB,
  /** Entropy of π(·|s), differentiable. */
  ENTROPY,
  /** KL(π_old(·|s) ‖ π(·|s)), differentiable. */
  KL,
  /** V(s), differentiable. */
  VALUE,
  /** V_old(s), recorded. */
  OLD_VALUE,
  /** Advantage estimate. */
  ADVANTAGE,
  /** Target of the value function. */
  RETURN_TARGET,
  /** Weight of the sample; 1 unless set. */
  WEIGHT;

  /** Whether the policy computes it from its parameters, so that a loss sends a cotangent back. */
  public boolean isDifferentiable() {
    return this == LOG_PROB || this == ENTROPY || this == KL || this == VALUE;
  }
}
