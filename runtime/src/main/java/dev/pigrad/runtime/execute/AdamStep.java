package dev.pigrad.runtime.execute;

/**
 * The numbers of one Adam step (Kingma and Ba 2015, Algorithm 1), as PyTorch arranges them:
 *
 * <pre>
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   θ ← θ − stepSize · m / (√v / correction + ε)
 * </pre>
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 * @param stepSize α / (1 − β₁ᵗ)
 * @param correction √(1 − β₂ᵗ)
 */
public record AdamStep(
    double beta1, double beta2, double epsilon, double stepSize, double correction) {}
