package dev.pigrad.runtime.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeReductionTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 64})
  void sameTreeInAnyOrder(int leaves) {
    String expected = reduce(IntStream.range(0, leaves).boxed().toList());
    Random random = new Random(1);
    for (int repetition = 0; repetition < 50; repetition++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, leaves).boxed().toList());
      Collections.shuffle(order, random);
      assertEquals(expected, reduce(order));
    }
  }

  private static String reduce(List<Integer> order) {
    TreeReduction<String> tree =
        new TreeReduction<>(64, (left, right) -> "(" + left + " " + right + ")");
    tree.reset(order.size());
    order.forEach(leaf -> tree.complete(leaf, leaf.toString()));
    return tree.result();
  }

  @Test
  void siblingsMeet() {
    assertEquals("(((0 1) (2 3)) 4)", reduce(List.of(4, 3, 0, 2, 1)));
  }
}
