package dev.pigrad.processor.explain;

import dev.pigrad.processor.explain.Graph.Arrow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Places the boxes of a graph in layers from top to bottom, after Sugiyama, Tagawa and Toda (1981):
 * every arrow leads downwards, an arrow past a layer keeps a lane in it, layers are ordered by the
 * barycentres of their neighbours, and boxes stand as near below their neighbours' middle as their
 * order permits.
 */
final class LayeredLayout {
  private static final int ORDER_SWEEPS = 16;
  private static final int PLACE_SWEEPS = 24;
  private static final double GAP = 18;
  private static final double LANE = 6;
  private static final double ENTRY_WEIGHT = 0.02;

  private final List<Double> widths;
  private final List<Arrow> arrows;
  private final List<List<Item>> layers = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final Map<Arrow, List<Item>> routes = new HashMap<>();

  /** A box, or the lane of an arrow in a layer that it passes. */
  static final class Item {
    private final int layer;
    private final double width;
    private final List<Item> above = new ArrayList<>();
    private final List<Item> below = new ArrayList<>();
    private int position;
    private double x;

    private Item(int layer, double width) {
      this.layer = layer;
      this.width = width;
    }

    /** Its layer, counted from the top. */
    int layer() {
      return layer;
    }

    /** Its middle. */
    double x() {
      return x;
    }

    double left() {
      return x - width / 2;
    }

    double right() {
      return x + width / 2;
    }

    /** What something is computed from stays in line; what only enters gives way. */
    private double weight() {
      return above.isEmpty() ? ENTRY_WEIGHT : 1;
    }
  }

  private LayeredLayout(List<Double> widths, List<Arrow> arrows) {
    this.widths = widths;
    this.arrows = arrows;
  }

  /** A layout of boxes of these widths. */
  static LayeredLayout of(List<Double> widths, List<Arrow> arrows) {
    LayeredLayout layout = new LayeredLayout(widths, arrows);
    layout.addItems(layout.ranks());
    layout.order();
    layout.place();
    return layout;
  }

  /** The box at a position of the graph. */
  Item box(int position) {
    return items.get(position);
  }

  /** From the box where an arrow begins, over its lanes, to the box where it ends. */
  List<Item> route(Arrow arrow) {
    return routes.getOrDefault(arrow, List.of());
  }

  double width() {
    return layers.stream().flatMap(List::stream).mapToDouble(Item::right).max().orElse(0);
  }

  int height() {
    return layers.size();
  }

  /** As high as what is above permits, then as low as what is below does. */
  private int[] ranks() {
    int[] ranks = new int[widths.size()];
    for (int box = 0; box < ranks.length; box++) {
      for (Arrow arrow : arrows) {
        if (arrow.to() == box) {
          ranks[box] = Math.max(ranks[box], ranks[arrow.from()] + 1);
        }
      }
    }
    for (int box = ranks.length - 1; box >= 0; box--) {
      int from = box;
      ranks[box] =
          arrows.stream()
              .filter(a -> a.from() == from)
              .mapToInt(a -> ranks[a.to()] - 1)
              .min()
              .orElse(ranks[box]);
    }
    return ranks;
  }

  private void addItems(int[] ranks) {
    for (int box = 0; box < ranks.length; box++) {
      items.add(item(ranks[box], widths.get(box)));
    }
    for (Arrow arrow : arrows) {
      List<Item> route = new ArrayList<>();
      route.add(items.get(arrow.from()));
      for (int layer = ranks[arrow.from()] + 1; layer < ranks[arrow.to()]; layer++) {
        route.add(item(layer, LANE));
      }
      route.add(items.get(arrow.to()));
      for (int i = 1; i < route.size(); i++) {
        route.get(i).above.add(route.get(i - 1));
        route.get(i - 1).below.add(route.get(i));
      }
      routes.put(arrow, route);
    }
  }

  private Item item(int layer, double width) {
    while (layers.size() <= layer) {
      layers.add(new ArrayList<>());
    }
    Item item = new Item(layer, width);
    item.position = layers.get(layer).size();
    layers.get(layer).add(item);
    return item;
  }

  private void order() {
    List<List<Item>> best = copy();
    long fewest = crossings();
    for (int sweep = 0; sweep < ORDER_SWEEPS && fewest > 0; sweep++) {
      boolean isDown = sweep % 2 == 0;
      for (List<Item> layer : isDown ? layers : layers.reversed()) {
        layer.sort(Comparator.comparingDouble(i -> barycentre(i, isDown ? i.above : i.below)));
        number(layer);
      }
      long crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy();
      }
    }
    for (int i = 0; i < best.size(); i++) {
      layers.set(i, best.get(i));
      number(best.get(i));
    }
  }

  private List<List<Item>> copy() {
    return new ArrayList<>(layers.stream().<List<Item>>map(ArrayList::new).toList());
  }

  private static void number(List<Item> layer) {
    for (int i = 0; i < layer.size(); i++) {
      layer.get(i).position = i;
    }
  }

  private static double barycentre(Item item, List<Item> neighbours) {
    return neighbours.stream().mapToInt(n -> n.position).average().orElse(item.position);
  }

  private long crossings() {
    return layers.stream().mapToLong(LayeredLayout::crossings).sum();
  }

  /** Of the arrows that leave a layer: pairs whose ends are in the other order. */
  private static long crossings(List<Item> layer) {
    int[] ends =
        layer.stream()
            .flatMapToInt(i -> i.below.stream().mapToInt(b -> b.position).sorted())
            .toArray();
    long crossings = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int j = i + 1; j < ends.length; j++) {
        crossings += ends[j] < ends[i] ? 1 : 0;
      }
    }
    return crossings;
  }

  private void place() {
    layers.forEach(layer -> place(layer, item -> List.of()));
    for (int sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
      boolean isDown = sweep % 2 == 0;
      for (List<Item> layer : isDown ? layers : layers.reversed()) {
        place(layer, isDown ? item -> item.above : item -> item.below);
      }
    }
    double left = layers.stream().flatMap(List::stream).mapToDouble(Item::left).min().orElse(0);
    layers.forEach(layer -> layer.forEach(item -> item.x -= left));
  }

  /** Items that stand side by side, and where they would stand together. */
  private record Run(List<Item> items, double sum, double weight) {
    double mean() {
      return sum / weight;
    }

    Run joined(Run next) {
      List<Item> all = new ArrayList<>(items);
      all.addAll(next.items);
      return new Run(all, sum + next.sum, weight + next.weight);
    }
  }

  /**
   * Each item as near its neighbours' middle as the order permits: least squares under x₁ + d₁ ≤
   * x₂, x₂ + d₂ ≤ x₃ …, which joining adjacent violators solves.
   */
  private static void place(List<Item> layer, Function<Item, List<Item>> neighbours) {
    List<Run> runs = new ArrayList<>();
    Map<Item, Double> offsets = new HashMap<>();
    double offset = 0;
    for (int i = 0; i < layer.size(); i++) {
      Item item = layer.get(i);
      offset += i == 0 ? 0 : (layer.get(i - 1).width + item.width) / 2 + GAP;
      offsets.put(item, offset);
      double wish = middle(neighbours.apply(item)).orElse(item.x) - offset;
      Run run = new Run(List.of(item), wish * item.weight(), item.weight());
      while (!runs.isEmpty() && runs.getLast().mean() > run.mean()) {
        run = runs.removeLast().joined(run);
      }
      runs.add(run);
    }
    for (Run run : runs) {
      run.items().forEach(item -> item.x = run.mean() + Objects.requireNonNull(offsets.get(item)));
    }
  }

  private static OptionalDouble middle(List<Item> items) {
    double weight = items.stream().mapToDouble(Item::weight).sum();
    return weight == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(items.stream().mapToDouble(i -> i.weight() * i.x).sum() / weight);
  }
}
