package dev.pigrad.processor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.explain.Graph.Arrow;
import dev.pigrad.processor.explain.LayeredLayout.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class LayeredLayoutTest {
  private final List<Double> widths = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();

  private void fill(long seed) {
    widths.clear();
    arrows.clear();
    Random random = new Random(seed);
    int boxes = 1 + random.nextInt(30);
    for (int i = 0; i < boxes; i++) {
      widths.add(20 + 200 * random.nextDouble());
      for (int j = 0; j < i; j++) {
        if (random.nextInt(i) < 2) {
          arrows.add(new Arrow(j, i));
        }
      }
    }
  }

  @Property(tries = 50)
  void everyArrowLeadsDownwardsOneLayerAfterTheOther(@ForAll long seed) {
    fill(seed);
    LayeredLayout layout = LayeredLayout.of(widths, arrows);
    for (Arrow arrow : arrows) {
      List<Item> route = layout.route(arrow);
      assertEquals(layout.box(arrow.from()), route.getFirst());
      assertEquals(layout.box(arrow.to()), route.getLast());
      for (int i = 1; i < route.size(); i++) {
        assertEquals(route.get(i - 1).layer() + 1, route.get(i).layer());
      }
    }
  }

  @Property(tries = 50)
  void nothingOverlapsAndNothingIsOutside(@ForAll long seed) {
    fill(seed);
    LayeredLayout layout = LayeredLayout.of(widths, arrows);
    Set<Item> items = new HashSet<>();
    arrows.forEach(arrow -> items.addAll(layout.route(arrow)));
    for (int i = 0; i < widths.size(); i++) {
      items.add(layout.box(i));
    }
    for (Item one : items) {
      assertTrue(one.left() >= -1e-9 && one.right() <= layout.width() + 1e-9);
      for (Item other : items) {
        boolean isApart = one.right() < other.left() || other.right() < one.left();
        assertTrue(one == other || one.layer() != other.layer() || isApart);
      }
    }
  }

  @Test
  void aChainIsStraight() {
    widths.addAll(List.of(100.0, 60.0, 80.0));
    arrows.addAll(List.of(new Arrow(0, 1), new Arrow(1, 2)));
    LayeredLayout layout = LayeredLayout.of(widths, arrows);
    for (int i = 0; i < 3; i++) {
      assertEquals(50, layout.box(i).x(), 0.5);
    }
  }
}
