package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.program.Parameter;
import java.nio.FloatBuffer;
import java.util.List;
import org.jocl.cl_mem;

/** Parameters in one array: vectors as they are, matrices in panels and once more transposed. */
final class DeviceParameters implements PackedParameters<DeviceArray> {
  private static final int PANEL = 16;

  private final Session session;
  private final Vectors vectors;
  private final int count;
  private final DeviceArray table;
  private final DeviceArray packed;

  DeviceParameters(Session session, Vectors vectors, List<Parameter> parameters) {
    this.session = session;
    this.vectors = vectors;
    this.count = parameters.size();
    this.table = vectors.array(4 * count);
    this.packed = vectors.array(Math.toIntExact(offset(parameters, count) + PANEL));
    synchronized (session) {
      FloatBuffer entries = table.buffer().write();
      int flat = 0;
      for (int i = 0; i < count; i++) {
        Parameter parameter = parameters.get(i);
        putInt(entries, 4 * i, flat);
        putInt(entries, 4 * i + 1, parameter.rows());
        putInt(entries, 4 * i + 2, parameter.rank() == 2 ? parameter.columns() : 0);
        putInt(entries, 4 * i + 3, Math.toIntExact(offset(parameters, i)));
        flat += parameter.size();
      }
    }
  }

  /** A whole number in the bits of a float: no arithmetic touches the table. */
  private static void putInt(FloatBuffer entries, int index, int value) {
    entries.put(index, Float.intBitsToFloat(value));
  }

  /** Where a parameter begins. */
  static long offset(List<Parameter> parameters, int position) {
    long offset = 0;
    for (Parameter parameter : parameters.subList(0, position)) {
      long rows = parameter.rows();
      long columns = parameter.columns();
      offset +=
          parameter.rank() == 2 ? padded(rows) * columns + padded(columns) * rows : padded(rows);
    }
    return offset;
  }

  private static long padded(long size) {
    return Math.ceilDiv(size, PANEL) * PANEL;
  }

  @Override
  public void pack(DeviceArray flat) {
    synchronized (session) {
      session.begin();
      KernelCall call =
          vectors
              .call("pack")
              .with(flat.buffer().readOnDevice())
              .with(table.buffer().readOnDevice())
              .with(count)
              .with(packed.buffer().overwriteOnDevice());
      Vectors.launch(call, packed.buffer().length());
    }
  }

  cl_mem memory() {
    return packed.buffer().readOnDevice();
  }

  @Override
  public void release() {
    table.release();
    packed.release();
  }
}
