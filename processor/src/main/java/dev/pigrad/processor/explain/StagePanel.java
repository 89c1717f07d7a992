package dev.pigrad.processor.explain;

import dev.pigrad.processor.explain.Graph.Arrow;
import dev.pigrad.processor.explain.Graph.Box;
import dev.pigrad.processor.explain.Graph.Kind;
import dev.pigrad.processor.explain.LayeredLayout.Item;
import dev.pigrad.processor.plan.Stage;
import java.util.Comparator;
import java.util.List;

/** A stage as a frame with its graph. */
final class StagePanel {
  private static final double PADDING = 18;
  private static final double HEADER = 50;
  private static final double LAYER = 76;
  private static final double EQUATION_HEIGHT = 42;
  private static final double PILL_HEIGHT = 26;
  private static final double PORT_DISTANCE = 14;
  private static final int LONGEST_FORMULA = 44;

  private final Stage stage;
  private final Graph graph;
  private final LayeredLayout layout;

  StagePanel(Stage stage, Graph graph) {
    this.stage = stage;
    this.graph = graph;
    this.layout =
        LayeredLayout.of(graph.boxes().stream().map(StagePanel::width).toList(), graph.arrows());
  }

  private static double width(Box box) {
    return 20 + Math.max(Svg.width(box.title(), 13), Svg.width(clipped(box.formula()), 11));
  }

  private static double height(Box box) {
    return box.kind().isEquation() ? EQUATION_HEIGHT : PILL_HEIGHT;
  }

  private static String clipped(String formula) {
    return formula.length() <= LONGEST_FORMULA
        ? formula
        : formula.substring(0, LONGEST_FORMULA - 1) + "…";
  }

  double width() {
    double heading = Math.max(Svg.width(stage.name(), 15), Svg.width(stage.summary(), 11));
    return 2 * PADDING + Math.max(layout.width(), heading);
  }

  double height() {
    return HEADER + layout.height() * LAYER - (LAYER - EQUATION_HEIGHT) + PADDING;
  }

  /** Draws it with its upper left corner there. */
  void draw(Svg svg, double x, double y) {
    svg.open(x, y);
    svg.rectangle(0, 0, width(), height(), 10, "#f8fafc", "#cbd5e1", 1);
    svg.text(PADDING, 24, 15, "start", "#0f172a", true, stage.name());
    svg.text(PADDING, 40, 11, "start", "#475569", false, stage.summary());
    svg.open((width() - layout.width()) / 2, HEADER);
    graph.arrows().forEach(arrow -> draw(svg, arrow));
    for (int i = 0; i < graph.boxes().size(); i++) {
      draw(svg, graph.boxes().get(i), layout.box(i));
    }
    svg.close();
    svg.close();
  }

  private void draw(Svg svg, Box box, Item item) {
    double top = top(box, item);
    double height = height(box);
    Kind kind = box.kind();
    svg.openTitled(box.origin().isEmpty() ? kind.meaning() : box.formula() + "\n" + box.origin());
    svg.rectangle(
        item.left(),
        top,
        item.right() - item.left(),
        height,
        kind.isEquation() ? 6 : height / 2,
        kind.fill(),
        kind.stroke(),
        kind == Kind.PRODUCT ? 2 : 1);
    svg.text(item.x(), top + 17, 13, "middle", kind.ink(), kind.isEquation(), box.title());
    if (kind.isEquation()) {
      svg.text(item.x(), top + 33, 11, "middle", kind.ink(), false, clipped(box.formula()));
    }
    svg.close();
  }

  /** Boxes stand in the middle of their layer. */
  private static double top(Box box, Item item) {
    return item.layer() * LAYER + (EQUATION_HEIGHT - height(box)) / 2;
  }

  private void draw(Svg svg, Arrow arrow) {
    List<Item> route = layout.route(arrow);
    Box from = graph.boxes().get(arrow.from());
    Box to = graph.boxes().get(arrow.to());
    Svg.Path path = new Svg.Path(route.getFirst().x(), top(from, route.getFirst()) + height(from));
    for (Item lane : route.subList(1, route.size() - 1)) {
      path.curveTo(lane.x(), lane.layer() * LAYER)
          .lineTo(lane.x(), lane.layer() * LAYER + EQUATION_HEIGHT);
    }
    svg.arrow(path.curveTo(port(arrow), top(to, route.getLast()) - 1));
  }

  /** Where an arrow ends: arrows to one box part, in the order in which they come. */
  private double port(Arrow arrow) {
    List<Arrow> ends =
        graph.arrows().stream()
            .filter(a -> a.to() == arrow.to())
            .sorted(Comparator.comparingDouble(this::lastBend))
            .toList();
    double centre = layout.box(arrow.to()).x();
    return centre + (ends.indexOf(arrow) - (ends.size() - 1) / 2.0) * PORT_DISTANCE;
  }

  private double lastBend(Arrow arrow) {
    List<Item> route = layout.route(arrow);
    return route.get(route.size() - 2).x();
  }
}
