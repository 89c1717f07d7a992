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
    for (Quantity quantity : Quantity.values()) {
      if (quantities.contains(quantity)) {
        forward(tile, quantity, rows);
      }
    }
  }

  private static void forward(PolicyTile<?> tile, Quantity quantity, int rows) {
    switch (quantity) {
      case LOG_PROB -> tile.logProb(rows);
      case ENTROPY -> tile.entropy(rows);
      case KL -> tile.kl(rows);
      case VALUE -> tile.value(rows);
      case OLD_LOG_PROB, OLD_VALUE, ADVANTAGE, RETURN_TARGET, WEIGHT -> {}
    }
  }

  /** Sends the step's cotangents of {@code quantities} back to the parameters. */
  static void backward(PolicyTile<?> tile, Set<Quantity> quantities, int rows) {
    tile.clearCotangents(rows);
    for (Quantity quantity : Quantity.values()) {
      if (quantities.contains(quantity)) {
        backward(tile, quantity, rows);
      }
    }
    if (needsDistribution(quantities)) {
      tile.distributionBackward(rows);
    }
    tile.trunkBackward(rows);
  }

  private static void backward(PolicyTile<?> tile, Quantity quantity, int rows) {
    switch (quantity) {
      case LOG_PROB -> tile.logProbBackward(rows);
      case ENTROPY -> tile.entropyBackward(rows);
      case KL -> tile.klBackward(rows);
      case VALUE -> tile.valueBackward(rows);
      case OLD_LOG_PROB, OLD_VALUE, ADVANTAGE, RETURN_TARGET, WEIGHT -> {}
    }
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
