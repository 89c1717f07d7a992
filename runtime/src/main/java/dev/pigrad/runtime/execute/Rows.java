package dev.pigrad.runtime.execute;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows of the columns a batch shows: all of them, or a selection in any order. */
public final class Rows {
  private final int count;
  private final int @Nullable [] selected;

  private Rows(int count, int @Nullable [] selected) {
    this.count = count;
    this.selected = selected;
  }

  /** All of {@code count} rows. */
  public static Rows all(int count) {
    return new Rows(count, null);
  }

  /** The rows {@code positions[from]} to {@code positions[to - 1]} of these. */
  public Rows select(int[] positions, int from, int to) {
    Objects.checkFromToIndex(from, to, positions.length);
    int[] chosen = new int[to - from];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = at(Objects.checkIndex(positions[from + i], count));
    }
    return new Rows(chosen.length, chosen);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The columns' row of row {@code row}. */
  public int at(int row) {
    return selected == null ? row : selected[row];
  }

  /** The columns' row of each row, or null when they are all rows, in order. */
  public int @Nullable [] selected() {
    return selected;
  }
}
