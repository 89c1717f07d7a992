package dev.pigrad.runtime.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What trunk and distribution leave of the tiles of a batch, kept for calls that follow at the same
 * θ. Tiles beyond the budget are computed by each call.
 *
 * @param <A> the array type
 */
final class Activations<A> {
  private final TilePrecision<A> precision;

  /** The arrays of each tile within the budget; null where the tile was never computed. */
  private final List<@Nullable List<A>> tiles;

  private long version;
  private boolean isComplete;

  /**
   * Nothing yet.
   *
   * @param tileCount of the batch
   * @param arrays those of a workspace
   */
  Activations(TilePrecision<A> precision, int tileCount, List<A> arrays, long mostBytes) {
    this.precision = precision;
    long bytes = arrays.stream().mapToLong(precision::bytes).sum();
    int most = bytes == 0 ? tileCount : (int) Math.min(tileCount, mostBytes / bytes);
    this.tiles = new ArrayList<>(Collections.nCopies(most, null));
  }

  /**
   * Begins a call.
   *
   * @param version of the columns: what was kept of another one is out of date
   */
  void begin(long version) {
    isComplete &= this.version == version;
    this.version = version;
  }

  /** Ends a call that has been through all tiles. */
  void end() {
    isComplete = true;
  }

  /** Whether the tile's values need not be computed. */
  boolean has(int tile) {
    return isComplete && tile < tiles.size();
  }

  /** Copies a tile's values to the arrays of a workspace. */
  void load(int tile, List<A> arrays) {
    copy(Objects.requireNonNull(tiles.get(tile)), arrays);
  }

  /** Copies a tile's values from the arrays of a workspace, if they are within the budget. */
  void store(int tile, List<A> arrays) {
    if (tile >= tiles.size()) {
      return;
    }
    List<A> kept = tiles.get(tile);
    if (kept == null) {
      tiles.set(tile, arrays.stream().map(precision::copyOf).toList());
    } else {
      copy(arrays, kept);
    }
  }

  private void copy(List<A> from, List<A> to) {
    for (int i = 0; i < from.size(); i++) {
      precision.copy(from.get(i), to.get(i));
    }
  }
}
