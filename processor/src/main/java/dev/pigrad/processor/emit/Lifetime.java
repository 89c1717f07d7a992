package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Statement.Loop;
import dev.pigrad.processor.ir.Value;

/**
 * From where to where within its stage a value is needed.
 *
 * @param stage the stage that computes it
 * @param from position of the statement that computes it
 * @param to position of the last statement that reads it
 * @param outlives whether other stages read it
 */
record Lifetime(Value value, StageCode stage, int from, int to, boolean outlives) {

  /** Whether one buffer can hold both values. */
  boolean isApartFrom(Lifetime other) {
    if (stage != other.stage) {
      return !outlives && !other.outlives;
    }
    return endsBefore(other) || other.endsBefore(this);
  }

  private boolean endsBefore(Lifetime later) {
    if (outlives || from >= later.from) {
      return false;
    }
    return to < later.from || (to == later.from && later.canOverwrite(value));
  }

  /**
   * Whether the statement that computes this value reads {@code other} only before it overwrites
   * it.
   */
  private boolean canOverwrite(Value other) {
    return switch (stage.statements().get(from)) {
      case Statement.Single(Node node) ->
          node instanceof Node.Kernel kernel && KernelCalls.mayWriteOperand(kernel, other);
      case Loop loop -> canOverwrite(loop, other);
    };
  }

  private boolean canOverwrite(Loop loop, Value other) {
    int segment = loop.segmentOf(definition(loop));
    int position = loop.nodes().indexOf(definition(loop));
    for (Node.InLoop node : loop.nodes()) {
      for (Node.Read read : node.reads()) {
        if (read.value() == other
            && (loop.nodes().indexOf(node) > position
                || (read.access() != Node.Access.ALIGNED && loop.segmentOf(node) == segment))) {
          return false;
        }
      }
    }
    return true;
  }

  private Node definition(Loop loop) {
    return loop.nodes().stream()
        .filter(n -> n.result().filter(v -> v == value).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
