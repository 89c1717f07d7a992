package dev.pigrad.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts what would become too large a method: HotSpot never compiles one over 8,000 bytecodes, and
 * the limit here is half of that. Sizes are estimated from above.
 */
final class MethodSize {
  private static final int LIMIT = 3_600;
  private static final int LOOP = 60;
  private static final int CALL = 70;
  private static final int NODE = 30;
  private static final int OPERAND = 26;

  private MethodSize() {}

  /** Bytecodes of a statement. */
  static int of(Statement statement) {
    return switch (statement) {
      case Statement.Loop loop ->
          LOOP * (1 + loop.segments().size())
              + loop.nodes().stream().mapToInt(MethodSize::of).sum();
      case Statement.Single single -> CALL + OPERAND * single.node().reads().size();
    };
  }

  private static int of(Node node) {
    return NODE + OPERAND * node.reads().size();
  }

  /** Runs of {@code items} that fit a method each. */
  static <T> List<List<T>> split(List<T> items, ToIntFunction<T> size) {
    List<List<T>> runs = new ArrayList<>();
    int left = 0;
    for (T item : items) {
      int needed = size.applyAsInt(item);
      if (runs.isEmpty() || needed > left) {
        runs.add(new ArrayList<>());
        left = LIMIT;
      }
      runs.getLast().add(item);
      left -= needed;
    }
    return runs;
  }
}
