package dev.pigrad.runtime.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges the results of chunks along a fixed binary tree over their indices, as they come in. Who
 * completes the second of two siblings merges them, so that few results wait at any time; the tree,
 * and with it every bit of the sum, does not depend on who that is.
 *
 * @param <T> a chunk's result
 */
final class TreeReduction<T> {
  private final BinaryOperator<T> merge;

  /** The result that waits at a node for its sibling; the node (level, i) is at heap position. */
  private final List<@Nullable T> waiting;

  private int leaves;
  private int top;
  private @Nullable T root;

  /**
   * A tree for at most {@code mostLeaves} leaves.
   *
   * @param merge takes the left and the right result
   */
  TreeReduction(int mostLeaves, BinaryOperator<T> merge) {
    this.merge = merge;
    this.waiting = new ArrayList<>(Collections.nCopies(heapSize(mostLeaves), null));
  }

  private static int heapSize(int leaves) {
    return Integer.highestOneBit(leaves) * 2;
  }

  /** Starts over with {@code leaves} leaves and no results. */
  void reset(int leaves) {
    this.leaves = leaves;
    this.top = heapSize(leaves);
    this.root = null;
    for (int i = 0; i < top; i++) {
      waiting.set(i, null);
    }
  }

  /** Hands in the result of one leaf; each comes exactly once. */
  void complete(int leaf, T result) {
    T value = result;
    int index = leaf;
    int width = top;
    for (int count = leaves; count > 1; count = Math.ceilDiv(count, 2)) {
      width /= 2;
      boolean hasSibling = (index ^ 1) < count;
      if (hasSibling) {
        T sibling = meet(width + (index >> 1), value);
        if (sibling == null) {
          return;
        }
        value = (index & 1) == 0 ? merge.apply(value, sibling) : merge.apply(sibling, value);
      }
      index >>= 1;
    }
    setRoot(value);
  }

  /** The sibling's result, or null when {@code value} has to wait for it. */
  private synchronized @Nullable T meet(int parent, T value) {
    T sibling = waiting.get(parent);
    waiting.set(parent, sibling == null ? value : null);
    return sibling;
  }

  private synchronized void setRoot(T value) {
    root = value;
  }

  /** The merged result of all leaves. */
  synchronized T result() {
    T result = root;
    if (result == null) {
      throw new AssertionError("a chunk is missing");
    }
    return result;
  }
}
