package dev.pigrad.runtime.execute;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges the results of chunks along a fixed binary tree over their indices, as they come in. Who
 * completes the second of two siblings merges them, so that few results wait at any time; the tree,
 * and with it every bit of the sum, does not depend on who that is.
 *
 * @param <T> a chunk's result
 */
public final class TreeReduction<T> {
  private record Node(int level, int index) {}

  private final int leaves;
  private final BinaryOperator<T> merge;
  private final Map<Node, T> waiting = new HashMap<>();
  private volatile @Nullable T root;

  /**
   * A tree without results.
   *
   * @param merge takes the left and the right result
   */
  public TreeReduction(int leaves, BinaryOperator<T> merge) {
    this.leaves = leaves;
    this.merge = merge;
  }

  /** Hands in the result of one leaf; each comes exactly once. */
  public void complete(int leaf, T result) {
    T value = result;
    int index = leaf;
    int level = 0;
    for (int count = leaves; count > 1; count = Math.ceilDiv(count, 2)) {
      boolean hasSibling = (index ^ 1) < count;
      if (hasSibling) {
        T sibling = meet(new Node(level, index >> 1), value);
        if (sibling == null) {
          return;
        }
        value = (index & 1) == 0 ? merge.apply(value, sibling) : merge.apply(sibling, value);
      }
      index >>= 1;
      level++;
    }
    root = value;
  }

  /** The sibling's result, or null when {@code value} has to wait for it. */
  private @Nullable T meet(Node parent, T value) {
    synchronized (waiting) {
      T sibling = waiting.remove(parent);
      if (sibling == null) {
        waiting.put(parent, value);
      }
      return sibling;
    }
  }

  /** The merged result of all leaves. */
  public T result() {
    T result = root;
    if (result == null) {
      throw new AssertionError("a chunk is missing");
    }
    return result;
  }
}
