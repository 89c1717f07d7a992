package dev.pigrad.processor.explain;

import dev.pigrad.processor.explain.Graph.Kind;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.TilePlan;
import java.util.ArrayList;
import java.util.List;

/** Draws the stages of a program, those of one purpose side by side. */
final class Drawing {
  private static final double MARGIN = 28;
  private static final double GAP = 20;
  private static final double MOST_WIDTH = 2400;

  private final Svg svg = new Svg();
  private double y = MARGIN;
  private double right;

  /** What stages are for. */
  private enum Purpose {
    FORWARD("Forward"),
    BACKWARD("Reverse mode: from the cotangents of the loss to the gradient"),
    TANGENT("Along a direction v: forward mode, and the metric of the Fisher product"),
    ACTING("Acting and recording");

    private final String title;

    Purpose(String title) {
      this.title = title;
    }

    static Purpose of(Stage stage) {
      String name = stage.name();
      if (name.endsWith("Backward")) {
        return BACKWARD;
      }
      if (name.endsWith("Tangent") || name.equals("metric")) {
        return TANGENT;
      }
      return name.equals("sample") || name.equals("mode") || name.equals("recordOld")
          ? ACTING
          : FORWARD;
    }
  }

  /** Writes the name of the program and what colours mean. */
  void addHeading(String title, String subtitle) {
    svg.text(MARGIN, y + 22, 24, "start", "#0f172a", true, title);
    svg.text(MARGIN, y + 46, 13, "start", "#475569", false, subtitle);
    double x = MARGIN;
    y += 62;
    for (Kind kind : Kind.values()) {
      svg.rectangle(x, y, 26, 16, kind.isEquation() ? 4 : 8, kind.fill(), kind.stroke(), 1);
      svg.text(x + 34, y + 13, 12, "start", "#0f172a", false, kind.meaning());
      x += 34 + Svg.width(kind.meaning(), 12) + GAP;
    }
    right = Math.max(x, MARGIN + Math.max(Svg.width(title, 24), Svg.width(subtitle, 13)));
    y += 16 + GAP;
  }

  /** Writes what follows is true of. */
  void addCondition(String condition) {
    svg.text(MARGIN, y + 18, 18, "start", "#0f172a", true, condition);
    right = Math.max(right, MARGIN + Svg.width(condition, 18));
    y += 18 + GAP;
  }

  /** Adds the stages of a tile that do anything. */
  void addStages(TilePlan tile, Places places, ValueNames names) {
    for (Purpose purpose : Purpose.values()) {
      List<StagePanel> panels = new ArrayList<>();
      for (Stage stage : tile.stages()) {
        boolean isEmpty = stage.equations().isEmpty() && stage.writes().isEmpty();
        if (Purpose.of(stage) == purpose && !isEmpty) {
          panels.add(new StagePanel(stage, StageGraph.of(stage, tile, places, names)));
        }
      }
      addBand(purpose, panels);
    }
  }

  private void addBand(Purpose purpose, List<StagePanel> panels) {
    if (panels.isEmpty()) {
      return;
    }
    svg.text(MARGIN, y + 16, 16, "start", "#1e3a8a", true, purpose.title);
    y += 16 + GAP;
    double x = MARGIN;
    double lowest = y;
    for (StagePanel panel : panels) {
      if (x > MARGIN && x + panel.width() > MOST_WIDTH) {
        x = MARGIN;
        y = lowest + GAP;
      }
      panel.draw(svg, x, y);
      x += panel.width() + GAP;
      right = Math.max(right, x - GAP);
      lowest = Math.max(lowest, y + panel.height());
    }
    y = lowest + 2 * GAP;
  }

  String toSvg() {
    return svg.document(right + MARGIN, y);
  }
}
