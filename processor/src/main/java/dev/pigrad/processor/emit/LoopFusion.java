package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.Access;
import dev.pigrad.processor.emit.Node.InLoop;
import dev.pigrad.processor.emit.Node.Read;
import dev.pigrad.processor.emit.Statement.Loop;
import dev.pigrad.processor.emit.Statement.Single;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts nodes that go through the same entries into one loop, where the data flow allows it. Nodes
 * on shared values, which cost next to nothing, move to the front so that they part no loops;
 * everything else stays in program order.
 */
final class LoopFusion {
  private static final int MOST_NODES = 40;

  private final List<Statement> statements = new ArrayList<>();
  private final Map<Value, Node> definitions = new HashMap<>();
  private final Map<Value, Statement> homes = new HashMap<>();

  private LoopFusion() {}

  /** The nodes as statements. */
  static List<Statement> of(List<Node> nodes) {
    LoopFusion fusion = new LoopFusion();
    for (Node node : nodes) {
      fusion.add(node);
    }
    return fusion.statements;
  }

  private void add(Node node) {
    int earliest = earliest(node);
    switch (node) {
      case InLoop inLoop -> addInLoop(inLoop, earliest);
      case Node.Kernel kernel -> addSingle(kernel, earliest);
      case Node.Move move -> addSingle(move, earliest);
      case Node.Accumulate accumulate -> statements.add(new Single(accumulate));
    }
    node.result().ifPresent(v -> definitions.put(v, node));
  }

  private void addSingle(Node node, int earliest) {
    insert(isShared(node) ? atFront(earliest) : statements.size(), new Single(node), node);
  }

  private void insert(int position, Statement statement, Node node) {
    statements.add(position, statement);
    settle(node, statement);
  }

  private void settle(Node node, Statement home) {
    node.result().ifPresent(v -> homes.put(v, home));
  }

  private static boolean isShared(Node node) {
    return node.reads().stream().noneMatch(r -> r.value().type().batched());
  }

  /** The first position after {@code earliest} that does not part statements on shared values. */
  private int atFront(int earliest) {
    int position = earliest + 1;
    while (position < statements.size()
        && statements.get(position).nodes().stream().allMatch(LoopFusion::isShared)) {
      position++;
    }
    return position;
  }

  /** The position of the last statement that computes something which the node reads, or −1. */
  private int earliest(Node node) {
    int earliest = -1;
    for (Read read : node.reads()) {
      earliest = Math.max(earliest, statements.lastIndexOf(homes.get(read.value())));
    }
    return earliest;
  }

  private void addInLoop(InLoop node, int earliest) {
    boolean mustWait = node instanceof Node.Put put && put.isLast();
    if (mustWait || candidates(node, earliest).noneMatch(i -> join(i, node))) {
      boolean goesFirst = !node.isBatched() && !mustWait;
      insert(goesFirst ? atFront(earliest) : statements.size(), new Loop(node), node);
    }
  }

  /**
   * Where loops may be that the node joins: the one that computes what it reads, or the last. With
   * any other it would only part from what reads it.
   */
  private IntStream candidates(InLoop node, int earliest) {
    return node.isBatched()
        ? IntStream.of(earliest, statements.size() - 1).filter(i -> i >= 0)
        : IntStream.range(Math.max(earliest, 0), statements.size());
  }

  private boolean join(int position, InLoop node) {
    return statements.get(position) instanceof Loop loop && join(loop, node);
  }

  /** Adds the node to the loop if the loop computes what it reads in time. */
  private boolean join(Loop loop, InLoop node) {
    if (loop.isBatched() != node.isBatched() || loop.size() >= MOST_NODES) {
      return false;
    }
    int from = firstPossibleSegment(loop, node);
    for (int i = from; i < loop.segments().size(); i++) {
      if (loop.segments().get(i).dim().equals(node.dim())) {
        loop.add(i, node);
        settle(node, loop);
        return true;
      }
    }
    boolean opensSegment = loop.hasRows() && (node.dim().isEmpty() || dependsOn(loop, node));
    if (opensSegment) {
      loop.addSegment(node);
      settle(node, loop);
    }
    return opensSegment;
  }

  private boolean dependsOn(Loop loop, InLoop node) {
    return node.reads().stream().anyMatch(r -> definitionIn(loop, r).isPresent());
  }

  private Optional<Node> definitionIn(Loop loop, Read read) {
    return Optional.ofNullable(definitions.get(read.value()))
        .filter(definition -> loop.equals(homes.get(read.value())));
  }

  private int firstPossibleSegment(Loop loop, InLoop node) {
    int first = 0;
    for (Read read : node.reads()) {
      Optional<Node> definition = definitionIn(loop, read);
      if (definition.isPresent()) {
        first = Math.max(first, firstPossibleSegment(loop, node, read, definition.get()));
      }
    }
    return first;
  }

  /** An entry can be read where it is computed; a whole row and what a loop leaves only after. */
  private static int firstPossibleSegment(Loop loop, InLoop node, Read read, Node definition) {
    int segment = loop.segmentOf(definition);
    boolean isSameEntry =
        read.access() == Access.ALIGNED
            && !(definition instanceof Node.Reduction)
            && loop.segments().get(segment).dim().equals(node.dim());
    return isSameEntry ? segment : segment + 1;
  }
}
