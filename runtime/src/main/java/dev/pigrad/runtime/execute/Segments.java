package dev.pigrad.runtime.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a column, (rows, width), dense and row after row, in segments: no batch is one
 * array. Memory is taken with the first write; until then every entry has the initial value.
 *
 * @param <A> the array type
 */
public final class Segments<A> {
  private final Precision<A> precision;
  private final int rows;
  private final int width;
  private final double initial;
  private final int shift;
  private volatile @Nullable List<A> arrays;
  private int version;

  /** A column that was never written. */
  public Segments(Precision<A> precision, int rows, int width, double initial) {
    this.precision = precision;
    this.rows = rows;
    this.width = width;
    this.initial = initial;
    int segment = Math.max(1, Math.min(precision.mostRows(), precision.mostEntries() / width));
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

  /**
   * Counts the writes, so that what was computed from the entries is known to be out of date. It
   * never is the same after a write that happened before.
   */
  int version() {
    return version;
  }

  /**
   * Comes before every write: takes the memory, when that has not happened yet. Before threads
   * write at once.
   */
  public List<A> allocate() {
    version++;
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
    arrays = made;
    return made;
  }

  /** The arrays; null when nothing was ever written. */
  public @Nullable List<A> arrays() {
    return arrays;
  }

  /** What every entry is until something is written. */
  public double initial() {
    return initial;
  }

  /** Rows of an array; the last one may have fewer. */
  public int segmentRows() {
    return 1 << shift;
  }

  /** The array that holds a row. */
  A array(List<A> all, int row) {
    return all.get(row >> shift);
  }

  /** Where a row begins in its array. */
  int offset(int row) {
    return (row & ((1 << shift) - 1)) * width;
  }

  /** Gives the memory back; the column is as if it was never written. */
  public synchronized void release() {
    List<A> present = arrays;
    arrays = null;
    if (present != null) {
      present.forEach(precision::release);
    }
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

  /** Copies all entries to {@code target}, row after row. */
  public void read(double[] target) {
    List<A> all = arrays;
    if (all == null) {
      Arrays.fill(target, initial);
      return;
    }
    for (int i = 0, from = 0; i < all.size(); i++) {
      int length = Math.min(segmentRows() * width, target.length - from);
      precision.read(all.get(i), 0, target, from, length);
      from += length;
    }
  }

  /** Sets all entries, row after row. */
  public void write(double[] source) {
    List<A> all = allocate();
    for (int i = 0, from = 0; i < all.size(); i++) {
      int length = Math.min(segmentRows() * width, source.length - from);
      precision.write(source, from, all.get(i), 0, length);
      from += length;
    }
  }

  /** Whether rows lie one after the other. */
  boolean isOneSegment(int first, int count) {
    return first >> shift == (first + count - 1) >> shift;
  }
}
