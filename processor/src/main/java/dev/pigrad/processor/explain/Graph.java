package dev.pigrad.processor.explain;

import java.util.ArrayList;
import java.util.List;

/** Boxes and arrows of one stage. An arrow leads from an earlier box to a later one. */
final class Graph {
  private final List<Box> boxes = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();

  /** What a box stands for. */
  enum Kind {
    PARAMETER("parameter θ", "#fde68a", "#b45309"),
    DIRECTION("direction v", "#e9d5ff", "#7e22ce"),
    COLUMN("column of the batch", "#bbf7d0", "#15803d"),
    CARRIED("from another stage", "#e5e7eb", "#6b7280"),
    EQUATION("equation", "#ffffff", "#475569"),
    PRODUCT("matrix product", "#1d4ed8", "#1e3a8a"),
    RESULT("what the stage leaves", "#bae6fd", "#0369a1");

    private final String meaning;
    private final String fill;
    private final String stroke;

    Kind(String meaning, String fill, String stroke) {
      this.meaning = meaning;
      this.fill = fill;
      this.stroke = stroke;
    }

    String meaning() {
      return meaning;
    }

    String fill() {
      return fill;
    }

    String stroke() {
      return stroke;
    }

    String ink() {
      return this == PRODUCT ? "#ffffff" : "#0f172a";
    }

    /** Whether it computes. */
    boolean isEquation() {
      return this == EQUATION || this == PRODUCT;
    }
  }

  /**
   * A box.
   *
   * @param title its first line
   * @param formula its second line; empty if there is none
   * @param origin where in the source it comes from; empty if nowhere
   */
  record Box(Kind kind, String title, String formula, String origin) {}

  /** From box to box, by position. */
  record Arrow(int from, int to) {}

  /** Adds a box; its position. */
  int add(Box box) {
    boxes.add(box);
    return boxes.size() - 1;
  }

  void connect(int from, int to) {
    Arrow arrow = new Arrow(from, to);
    if (!arrows.contains(arrow)) {
      arrows.add(arrow);
    }
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Arrow> arrows() {
    return arrows;
  }
}
