package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import java.util.Objects;

/** A column of a batch, (rows, width). In a view, its rows are those of the view. */
public final class Column {
  private final String name;
  private final Segments<?> segments;
  private final Rows rows;
  private final Runnable requireOpen;

  Column(String name, Segments<?> segments, Rows rows, Runnable requireOpen) {
    this.name = name;
    this.segments = segments;
    this.rows = rows;
    this.requireOpen = requireOpen;
  }

  /** Its name in the batch. */
  public String name() {
    return name;
  }

  /** Number of samples. */
  public int rows() {
    return rows.count();
  }

  /** Entries per sample. */
  public int width() {
    return segments.width();
  }

  /** Whether anything was ever written to it. */
  public boolean isSet() {
    return segments.isWritten();
  }

  /** One entry. */
  public double get(int row, int entry) {
    Objects.checkIndex(entry, width());
    return segments.get(at(row), entry);
  }

  /** Copies a row to {@code target} from {@code offset}. */
  public void get(int row, double[] target, int offset) {
    Objects.checkFromIndexSize(offset, width(), target.length);
    segments.getRow(at(row), target, offset);
  }

  /** Sets a row. */
  public void set(int row, double... values) {
    requireLength(width(), values.length);
    segments.setRow(at(row), values, 0);
  }

  /** Sets a row from {@code values[offset]} on. */
  public void set(int row, double[] values, int offset) {
    Objects.checkFromIndexSize(offset, width(), values.length);
    segments.setRow(at(row), values, offset);
  }

  /** Sets a row from {@code values[offset]} on. */
  public void set(int row, float[] values, int offset) {
    Objects.checkFromIndexSize(offset, width(), values.length);
    segments.setRow(at(row), values, offset);
  }

  /** Sets every entry. */
  public void fill(double value) {
    for (int row = 0; row < rows(); row++) {
      for (int entry = 0; entry < width(); entry++) {
        segments.set(at(row), entry, value);
      }
    }
  }

  /** Sets all rows, row after row. */
  public void copyFrom(float[] values) {
    requireLength(Math.multiplyExact(rows(), width()), values.length);
    for (int row = 0; row < rows(); row++) {
      segments.setRow(at(row), values, row * width());
    }
  }

  /** Sets all rows, row after row. */
  public void copyFrom(double[] values) {
    requireLength(Math.multiplyExact(rows(), width()), values.length);
    for (int row = 0; row < rows(); row++) {
      segments.setRow(at(row), values, row * width());
    }
  }

  /** All entries, row after row. */
  public double[] toDoubleArray() {
    double[] copy = new double[Math.multiplyExact(rows(), width())];
    for (int row = 0; row < rows(); row++) {
      segments.getRow(at(row), copy, row * width());
    }
    return copy;
  }

  /** All entries, row after row. */
  public float[] toFloatArray() {
    float[] copy = new float[Math.multiplyExact(rows(), width())];
    for (int row = 0; row < rows(); row++) {
      segments.getRow(at(row), copy, row * width());
    }
    return copy;
  }

  /** The segments' row of a row. */
  private int at(int row) {
    requireOpen.run();
    return rows.at(Objects.checkIndex(row, rows()));
  }

  private void requireLength(int length, int found) {
    if (length != found) {
      throw new IllegalArgumentException(
          "column '" + name + "' takes " + length + " values here, found " + found);
    }
  }
}
