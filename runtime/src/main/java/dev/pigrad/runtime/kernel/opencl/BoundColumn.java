package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.program.Leaf;
import java.util.List;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/** A column that a pass loads or stores, as its kernel takes it. Bound anew with each call. */
final class BoundColumn {
  private final Session session;
  private final Vectors vectors;
  private final Leaf leaf;
  private final boolean isStored;
  private @Nullable Segments<DeviceArray> column;
  private Rows rows = Rows.all(0);

  /** Rows that are gathered here, because a launch can name one array only. */
  private @Nullable DeviceArray gathered;

  /** The initial value of a column that was never written, for each row. */
  private @Nullable DeviceArray initial;

  BoundColumn(Session session, Vectors vectors, Leaf leaf, boolean isStored) {
    this.session = session;
    this.vectors = vectors;
    this.leaf = leaf;
    this.isStored = isStored;
  }

  void bind(Segments<DeviceArray> column, Rows rows) {
    this.column = column;
    this.rows = rows;
  }

  private Segments<DeviceArray> column() {
    Segments<DeviceArray> bound = column;
    if (bound == null) {
      throw new IllegalStateException("column '" + leaf.name() + "' is not bound");
    }
    return bound;
  }

  /** Rows of a launch at most: where the column has several arrays, those of one. */
  int mostRows() {
    Segments<DeviceArray> bound = column();
    return bound.rows() > bound.segmentRows() ? bound.segmentRows() : Integer.MAX_VALUE;
  }

  private boolean isGathered() {
    return rows.selected() != null && mostRows() < Integer.MAX_VALUE;
  }

  /**
   * Adds the array, the row of the batch that it begins with, and which of its rows each row is.
   *
   * @param selections where selected rows are on the device
   */
  void addTo(KernelCall call, int first, int end, Selections selections) {
    List<DeviceArray> arrays = column().arrays();
    int[] selected = rows.selected();
    if (arrays == null) {
      call.with(initial(end - first).buffer().readOnDevice()).with(first).with(nothing());
    } else if (isGathered()) {
      call.with(memory(gather(first, end))).with(first).with(nothing());
    } else if (selected != null) {
      call.with(memory(arrays.getFirst())).with(0).with(selections.of(selected));
    } else {
      int position = first / column().segmentRows();
      int base = position * column().segmentRows();
      call.with(memory(arrays.get(position))).with(base).with(nothing());
    }
  }

  private static @Nullable cl_mem nothing() {
    return null;
  }

  private cl_mem memory(DeviceArray array) {
    return isStored ? array.buffer().writeOnDevice() : array.buffer().readOnDevice();
  }

  private DeviceArray initial(int count) {
    DeviceArray present = initial;
    if (present == null || present.buffer().length() < count * leaf.width()) {
      present = vectors.array(count * leaf.width());
      vectors.fill(present, 0, present.buffer().length(), column().initial());
      initial = present;
    }
    return present;
  }

  private DeviceArray gather(int first, int end) {
    DeviceArray present = gathered;
    int width = leaf.width();
    if (present == null || present.buffer().length() < (end - first) * width) {
      present = vectors.array((end - first) * width);
      gathered = present;
    }
    float[] row = new float[width];
    for (int i = first; i < end; i++) {
      column().getRow(rows.at(i), row, 0);
      vectors.write(row, 0, present, (i - first) * width, width);
    }
    return present;
  }

  /** Takes what a launch stored to where it belongs, if that is not where it was stored. */
  void finish(int first, int end) {
    DeviceArray stored = gathered;
    if (!isStored || !isGathered() || stored == null) {
      return;
    }
    float[] row = new float[leaf.width()];
    for (int i = first; i < end; i++) {
      vectors.read(stored, (i - first) * row.length, row, 0, row.length);
      column().setRow(rows.at(i), row, 0);
    }
  }

  /** Whether its entries are checked to be choices. */
  boolean isIndex() {
    return leaf.range() > 0;
  }

  /** The error of a row that is no choice. */
  IllegalArgumentException noChoice(int row) {
    synchronized (session) {
      return leaf.noChoice(row, column().get(rows.at(row), 0));
    }
  }

  /** Where the rows that batches select are on the device, in one launch. */
  interface Selections {
    /** The positions on the device. */
    cl_mem of(int[] selected);
  }
}
