package dev.pigrad.runtime.execute;

/**
 * The constants of Adam (Kingma and Ba 2015, Algorithm 1), a step of which is, as PyTorch arranges
 * it:
 *
 * <pre>
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   θ ← θ − stepSize · m / (√v / correction + ε)
 * </pre>
 *
 * with {@code stepSize = α / (1 − β₁ᵗ)} and {@code correction = √(1 − β₂ᵗ)}.
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 */
public record AdamConstants(double beta1, double beta2, double epsilon) {}
