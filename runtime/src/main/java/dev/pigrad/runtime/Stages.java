package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.program.GradientTile;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.EnumSet;
import java.util.Set;

/** Which stages of a tile some quantities need, in order. */
final class Stages {
  private static final Set<Quantity> LOG_PROB = EnumSet.of(Quantity.LOG_PROB);

  private Stages() {}

  /** Computes {@code quantities} of the loaded rows. */
  static void forward(GradientTile<?> tile, Set<Quantity> quantities, int rows) {
    tile.trunk(rows);
    if (needsDistribution(quantities)) {
      tile.distribution(rows);
    }
    if (quantities.contains(Quantity.LOG_PROB)) {
      tile.logProb(rows);
    }
    if (quantities.contains(Quantity.ENTROPY)) {
      tile.entropy(rows);
    }
    if (quantities.contains(Quantity.KL)) {
      tile.kl(rows);
    }
    if (quantities.contains(Quantity.VALUE)) {
      tile.value(rows);
    }
  }

  /** Sends the step's cotangents of {@code quantities} back to the parameters. */
  static void backward(GradientTile<?> tile, Set<Quantity> quantities, int rows) {
    tile.clearCotangents(rows);
    if (quantities.contains(Quantity.LOG_PROB)) {
      tile.logProbBackward(rows);
    }
    if (quantities.contains(Quantity.ENTROPY)) {
      tile.entropyBackward(rows);
    }
    if (quantities.contains(Quantity.KL)) {
      tile.klBackward(rows);
    }
    if (quantities.contains(Quantity.VALUE)) {
      tile.valueBackward(rows);
    }
    if (needsDistribution(quantities)) {
      tile.distributionBackward(rows);
    }
    tile.trunkBackward(rows);
  }

  /** Adds Jᵀ M J v of the loaded rows to the bound gradient. */
  static void fisher(PolicyTile<?> tile, int rows) {
    tile.trunk(rows);
    tile.distribution(rows);
    tile.recordOld(rows);
    tile.trunkTangent(rows);
    tile.distributionTangent(rows);
    tile.clearCotangents(rows);
    tile.metric(rows);
    tile.distributionBackward(rows);
    tile.trunkBackward(rows);
  }

  /**
   * Adds g (gᵀ v) of each loaded row to the bound gradient, g = ∇log π: gᵀ v is the derivative of
   * log π along v, which takes the place of a loss's ∂loss/∂log π.
   */
  static <A> void empiricalFisher(
      PolicyTile<A> tile, StepTile<A> step, Precision<A> precision, int rows) {
    forward(tile, LOG_PROB, rows);
    tile.trunkTangent(rows);
    tile.distributionTangent(rows);
    tile.logProbTangent(rows);
    precision.scaledCopy(
        1, step.tangent(Quantity.LOG_PROB), 0, step.cotangent(Quantity.LOG_PROB), 0, rows);
    backward(tile, LOG_PROB, rows);
  }

  private static boolean needsDistribution(Set<Quantity> quantities) {
    return quantities.contains(Quantity.LOG_PROB)
        || quantities.contains(Quantity.ENTROPY)
        || quantities.contains(Quantity.KL);
  }
}
