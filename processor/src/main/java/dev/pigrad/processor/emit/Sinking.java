package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Moves what costs little down to what reads it: the slope 1 − y² of a layer stands in the loop
 * that multiplies by it, and needs no buffer, though differentiation computes all slopes first.
 */
final class Sinking {
  private final Map<Value, Node> waiting = new LinkedHashMap<>();
  private final List<Node> ordered = new ArrayList<>();

  private Sinking() {}

  /** The nodes of a stage in their new order. */
  static List<Node> of(StageNodes nodes, Stage stage, Readers readers) {
    Sinking sinking = new Sinking();
    for (Node node : nodes.nodes()) {
      boolean canWait =
          node instanceof Node.Entry entry
              && !nodes.placed().containsKey(entry.equation().result())
              && !readers.isReadOutside(stage, entry.equation().result());
      if (canWait) {
        node.result().ifPresent(v -> sinking.waiting.put(v, node));
      } else {
        sinking.place(node);
      }
    }
    List.copyOf(sinking.waiting.values()).forEach(sinking::place);
    return sinking.ordered;
  }

  /** Places the node after what it waits for. */
  private void place(Node node) {
    Deque<Node> open = new ArrayDeque<>(); // as deep as a chain of equations may be long
    open.push(node);
    while (!open.isEmpty()) {
      Node next = open.peek();
      next.result().ifPresent(waiting::remove);
      next.reads().stream()
          .map(read -> waiting.get(read.value()))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresentOrElse(open::push, () -> ordered.add(open.pop()));
    }
  }
}
