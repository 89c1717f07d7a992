package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.InLoop;
import dev.pigrad.processor.ir.Dim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** What a stage's method is a sequence of. */
sealed interface Statement {
  /** Its nodes in order. */
  List<? extends Node> nodes();

  /** A loop over the rows, or, if it is not batched, the same for the one row of shared values. */
  final class Loop implements Statement {
    private final boolean isBatched;
    private final List<Segment> segments = new ArrayList<>();
    private final IdentityHashMap<Node, Integer> segmentOfNode = new IdentityHashMap<>();

    /** A loop that does {@code first} and nothing else yet. */
    Loop(InLoop first) {
      this.isBatched = first.isBatched();
      addSegment(first);
    }

    /** Goes on with a new segment. */
    void addSegment(InLoop node) {
      segments.add(new Segment(node.dim(), new ArrayList<>()));
      add(segments.size() - 1, node);
    }

    /** Goes on within a segment. */
    void add(int segment, InLoop node) {
      segments.get(segment).nodes().add(node);
      segmentOfNode.put(node, segment);
    }

    /** The number of its nodes. */
    int size() {
      return segmentOfNode.size();
    }

    /** Whether it goes through the samples. */
    boolean isBatched() {
      return isBatched;
    }

    /** What is done for each row, in order. */
    List<Segment> segments() {
      return segments;
    }

    @Override
    public List<InLoop> nodes() {
      return segments.stream().flatMap(s -> s.nodes().stream()).toList();
    }

    /** The position of the segment that has {@code node}. */
    int segmentOf(Node node) {
      Integer segment = segmentOfNode.get(node);
      if (segment == null) {
        throw new IllegalArgumentException("not of this loop: " + node);
      }
      return segment;
    }

    /** Whether rows matter: something is computed once per row. */
    boolean hasRows() {
      return segments.size() > 1
          || segments.getFirst().dim().isEmpty()
          || segments.getFirst().nodes().stream().anyMatch(Node.Reduction.class::isInstance);
    }
  }

  /**
   * A part of a loop's body.
   *
   * @param dim what its inner loop goes through; without one it is done once per row
   */
  record Segment(Optional<Dim> dim, List<InLoop> nodes) {}

  /** A kernel call or a copy. */
  record Single(Node node) implements Statement {
    @Override
    public List<Node> nodes() {
      return List.of(node);
    }
  }
}
