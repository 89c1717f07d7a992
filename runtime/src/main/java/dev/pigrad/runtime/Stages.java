package dev.pigrad.runtime;

import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import java.util.Set;

/** Which stages of a tile some quantities need, in order. */
final class Stages {
  private Stages() {}

  /** Computes {@code quantities} of the loaded rows. */
  static void forward(PolicyTile<?> tile, Set<Quantity> quantities, int rows) {
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
  static void backward(PolicyTile<?> tile, Set<Quantity> quantities, int rows) {
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

  /** Adds F v of the loaded rows to the bound gradient: Jᵀ M J v. */
  static void fisher(PolicyTile<?> tile, boolean needsLogProb, int rows) {
    tile.trunk(rows);
    tile.distribution(rows);
    tile.recordOld(rows);
    if (needsLogProb) {
      tile.logProb(rows);
    }
    tile.trunkTangent(rows);
    tile.distributionTangent(rows);
    tile.clearCotangents(rows);
    tile.metric(rows);
    tile.distributionBackward(rows);
    tile.trunkBackward(rows);
  }

  private static boolean needsDistribution(Set<Quantity> quantities) {
    return quantities.contains(Quantity.LOG_PROB)
        || quantities.contains(Quantity.ENTROPY)
        || quantities.contains(Quantity.KL);
  }
}
