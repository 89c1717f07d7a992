package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.execute.AdamConstants;
import dev.pigrad.runtime.execute.Precision;
import java.nio.FloatBuffer;
import org.jocl.cl_mem;

/**
 * Arrays of a device: entries are read and written on this side, where they are copied to at most
 * once; everything else is done there.
 */
final class Vectors implements Precision<DeviceArray> {
  private static final String OWNER = "the operations on vectors";
  private static final int GROUP = 64;
  private static final int MOST_GROUPS = 256;

  /** Entries that a work-item goes through at least. */
  private static final int EACH = 16;

  private final Session session;
  private final Programs programs;
  private final String text = Programs.resource("vectors.cl");

  Vectors(Session session, Programs programs) {
    this.session = session;
    this.programs = programs;
  }

  /** A call of one of the kernels. */
  KernelCall call(String kernel) {
    return new KernelCall(session, programs.kernel(OWNER, text, kernel), kernel);
  }

  /** Groups of {@link #GROUP} work-items for an array of {@code entries}; always the same. */
  static int groups(int entries) {
    return Math.clamp(Math.ceilDiv(entries, GROUP * EACH), 1, MOST_GROUPS);
  }

  static void launch(KernelCall call, int entries) {
    call.launch(groups(entries), GROUP);
  }

  @Override
  public DeviceArray array(int length) {
    return new DeviceArray(session, length);
  }

  @Override
  public void release(DeviceArray array) {
    array.release();
  }

  @Override
  public int mostRows() {
    return session.limits().largestArray();
  }

  @Override
  public int mostEntries() {
    return session.limits().largestArray();
  }

  // ── On this side ───────────────────────────────────────────────────────────────────────────────

  @Override
  public double get(DeviceArray array, int index) {
    synchronized (session) {
      return array.buffer().read().get(index);
    }
  }

  @Override
  public void set(DeviceArray array, int index, double value) {
    synchronized (session) {
      array.buffer().write().put(index, (float) value);
    }
  }

  @Override
  public void read(DeviceArray array, int offset, float[] target, int targetOffset, int count) {
    synchronized (session) {
      array.buffer().read().get(offset, target, targetOffset, count);
    }
  }

  @Override
  public void read(DeviceArray array, int offset, double[] target, int targetOffset, int count) {
    synchronized (session) {
      FloatBuffer entries = array.buffer().read();
      for (int i = 0; i < count; i++) {
        target[targetOffset + i] = entries.get(offset + i);
      }
    }
  }

  @Override
  public void write(float[] source, int sourceOffset, DeviceArray array, int offset, int count) {
    synchronized (session) {
      array.buffer().write().put(offset, source, sourceOffset, count);
    }
  }

  @Override
  public void write(double[] source, int sourceOffset, DeviceArray array, int offset, int count) {
    synchronized (session) {
      FloatBuffer entries = array.buffer().write();
      for (int i = 0; i < count; i++) {
        entries.put(offset + i, (float) source[sourceOffset + i]);
      }
    }
  }

  // ── On the device ──────────────────────────────────────────────────────────────────────────────

  @Override
  public void fill(DeviceArray array, int from, int to, double value) {
    synchronized (session) {
      session.begin();
      cl_mem x = array.buffer().writeOnDevice();
      launch(call("fill").with(x).with(from).with(to).with((float) value), to - from);
    }
  }

  @Override
  public void axpy(double a, DeviceArray x, DeviceArray y, int from, int to) {
    synchronized (session) {
      session.begin();
      cl_mem source = x.buffer().readOnDevice();
      cl_mem target = y.buffer().writeOnDevice();
      launch(call("axpy").with((float) a).with(source).with(target).with(from).with(to), to - from);
    }
  }

  @Override
  public void scale(double a, DeviceArray x, int from, int to) {
    synchronized (session) {
      session.begin();
      cl_mem target = x.buffer().writeOnDevice();
      launch(call("scale").with((float) a).with(target).with(from).with(to), to - from);
    }
  }

  @Override
  public double dot(DeviceArray x, DeviceArray y, int from, int to) {
    synchronized (session) {
      session.begin();
      cl_mem first = x.buffer().readOnDevice();
      cl_mem second = y.buffer().readOnDevice();
      KernelCall call = call("dot_parts").with(first).with(second).with(from).with(to);
      return sumOfParts(call, to - from, 2);
    }
  }

  @Override
  public boolean isFinite(DeviceArray x, int from, int to) {
    synchronized (session) {
      session.begin();
      cl_mem entries = x.buffer().readOnDevice();
      return sumOfParts(call("finite_parts").with(entries).with(from).with(to), to - from, 1) == 0;
    }
  }

  private double sumOfParts(KernelCall call, int entries, int each) {
    int parts = groups(entries) * GROUP * each;
    long bytes = (long) parts * Float.BYTES;
    cl_mem memory = session.scratch("parts", bytes);
    launch(call.with(memory), entries);
    FloatBuffer sums = Session.host(bytes).asFloatBuffer();
    Calls.read(session.queue(), memory, sums, bytes);
    double sum = 0;
    for (int i = 0; i < parts; i++) {
      sum += sums.get(i);
    }
    return sum;
  }

  @Override
  public void adam(
      AdamConstants constants,
      double stepSize,
      double correction,
      DeviceArray theta,
      DeviceArray gradient,
      DeviceArray first,
      DeviceArray second,
      int from,
      int to) {
    synchronized (session) {
      session.begin();
      KernelCall call =
          call("adam")
              .with((float) constants.beta1())
              .with((float) constants.beta2())
              .with((float) (1 - constants.beta1()))
              .with((float) (1 - constants.beta2()))
              .with((float) constants.epsilon())
              .with((float) stepSize)
              .with((float) correction)
              .with(theta.buffer().writeOnDevice())
              .with(gradient.buffer().readOnDevice())
              .with(first.buffer().writeOnDevice())
              .with(second.buffer().writeOnDevice());
      launch(call.with(from).with(to), to - from);
    }
  }
}
