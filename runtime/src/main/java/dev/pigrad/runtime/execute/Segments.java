package dev.pigrad.runtime.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a column, (rows, width), dense and row after row, in segments of at most 65,536
 * rows: no batch is one Java array. Memory is taken with the first write; until then every entry
 * has the initial value.
 *
 * @param <A> the array type
 */
public final class Segments<A> {
  private static final int MOST_ROWS = 1 << 16;
  private static final int MOST_ENTRIES = 1 << 28;

  private final Precision<A> precision;
  private final int rows;
  private final int width;
  private final double initial;
  private final int shift;
  private volatile @Nullable List<A> arrays;

  /** A column that was never written. */
  public Segments(Precision<A> precision, int rows, int width, double initial) {
    this.precision = precision;
    this.rows = rows;
    this.width = width;
    this.initial = initial;
    int segment = Math.max(1, Math.min(MOST_ROWS, MOST_ENTRIES / width));
    this.shift = 31 - Integer.numberOfLeadingZeros(segment);
  }

  /** Rows of the column. */
  public int rows() {
    return rows;
  }

  /** Entries of a row. */
  public int width() {
    return width;
  }

  /** Whether anything was ever written. */
  public boolean isWritten() {
    return arrays != null;
  }

  /** Takes the memory, when that has not happened yet; before threads {@link #store} at once. */
  public List<A> allocate() {
    List<A> present = arrays;
    return present != null ? present : allocateNow();
  }

  private synchronized List<A> allocateNow() {
    List<A> present = arrays;
    if (present != null) {
      return present;
    }
    List<A> made = new ArrayList<>();
    for (long first = 0; first < rows; first += 1L << shift) {
      int length = (int) Math.min(1L << shift, rows - first) * width;
      A array = precision.array(length);
      precision.fill(array, 0, length, initial);
      made.add(array);
    }
    arrays = List.copyOf(made);
    return made;
  }

  private A array(List<A> all, int row) {
    return all.get(row >> shift);
  }

  private int offset(int row) {
    return (row & ((1 << shift) - 1)) * width;
  }

  /** Gives the memory back; the column is as if it was never written. */
  public void release() {
    arrays = null;
  }

  /** One entry. */
  public double get(int row, int entry) {
    List<A> all = arrays;
    return all == null ? initial : precision.get(array(all, row), offset(row) + entry);
  }

  /** Sets one entry. */
  public void set(int row, int entry, double value) {
    precision.set(array(allocate(), row), offset(row) + entry, value);
  }

  /** Sets a row from {@code width} values. */
  public void setRow(int row, double[] values, int from) {
    precision.write(values, from, array(allocate(), row), offset(row), width);
  }

  /** Sets a row from {@code width} values. */
  public void setRow(int row, float[] values, int from) {
    precision.write(values, from, array(allocate(), row), offset(row), width);
  }

  /** Copies a row to {@code target}. */
  public void getRow(int row, double[] target, int from) {
    List<A> all = arrays;
    if (all == null) {
      Arrays.fill(target, from, from + width, initial);
    } else {
      precision.read(array(all, row), offset(row), target, from, width);
    }
  }

  /** Copies a row to {@code target}. */
  public void getRow(int row, float[] target, int from) {
    List<A> all = arrays;
    if (all == null) {
      Arrays.fill(target, from, from + width, (float) initial);
    } else {
      precision.read(array(all, row), offset(row), target, from, width);
    }
  }

  /**
   * Copies rows to a tile's buffer.
   *
   * @param view the rows of the batch
   * @param first the first row of the batch
   * @param count rows of the tile
   * @param buffer row {@code r} at {@code r * stride}
   */
  void load(Rows view, int first, int count, A buffer, int stride) {
    List<A> all = arrays;
    int[] selected = view.selected();
    if (all == null) {
      precision.fill(buffer, 0, count * stride, initial);
    } else if (selected != null && all.size() == 1) {
      precision.gatherRows(all.getFirst(), selected, first, count, width, buffer, stride);
    } else if (selected == null && isOneSegment(first, count)) {
      precision.loadRows(array(all, first), offset(first), count, width, buffer, stride);
    } else {
      loadRowByRow(all, view, first, count, buffer, stride);
    }
  }

  /** Copies a tile's buffer to rows: {@link #load} the other way. */
  void store(Rows view, int first, int count, A buffer, int stride) {
    List<A> all = allocate();
    if (view.selected() == null && isOneSegment(first, count)) {
      precision.storeRows(buffer, stride, count, width, array(all, first), offset(first));
    } else {
      storeRowByRow(all, view, first, count, buffer, stride);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
  private void loadRowByRow(List<A> all, Rows view, int first, int count, A buffer, int stride) {
    for (int i = 0; i < count; i++) {
      int row = view.at(first + i);
      System.arraycopy(array(all, row), offset(row), buffer, i * stride, width);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
  private void storeRowByRow(List<A> all, Rows view, int first, int count, A buffer, int stride) {
    for (int i = 0; i < count; i++) {
      int row = view.at(first + i);
      System.arraycopy(buffer, i * stride, array(all, row), offset(row), width);
    }
  }

  private boolean isOneSegment(int first, int count) {
    return first >> shift == (first + count - 1) >> shift;
  }
}
