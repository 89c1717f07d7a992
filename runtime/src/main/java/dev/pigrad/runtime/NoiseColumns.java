package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.program.Leaf;
import java.util.List;

/** The variates that actions are drawn with. */
final class NoiseColumns {
  private NoiseColumns() {}

  /** Draws those of each row, leaf after leaf, from a stream of its own. */
  static void draw(BatchStore<?> store, List<Leaf> leaves, Rows rows, List<RandomStream> streams) {
    for (int row = 0; row < rows.count(); row++) {
      for (int i = 0; i < leaves.size(); i++) {
        draw(store.write(leaves.get(i)), leaves.get(i), rows.at(row), streams.get(row));
      }
    }
  }

  private static void draw(Segments<?> column, Leaf leaf, int row, RandomStream stream) {
    boolean normal = leaf.kind() == Leaf.Kind.NORMAL;
    for (int entry = 0; entry < leaf.width(); entry++) {
      column.set(row, entry, normal ? stream.nextNormal() : stream.nextUniformOpen());
    }
  }
}
