package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.kernel.opencl.Calls.Handle;
import java.nio.FloatBuffer;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/**
 * The two copies of an array, one on either side, each made when it is first needed, and which of
 * them is current. A transfer happens where the other side has changed, never otherwise.
 */
final class DeviceBuffer {
  private final Session session;
  private final int length;
  private @Nullable FloatBuffer host;
  private @Nullable Handle<cl_mem> memory;

  /** At first both are: nothing is there, which means zeros, and the device has no memory yet. */
  private boolean hostIsCurrent = true;

  private boolean deviceIsCurrent;

  /** When the last upload was enqueued; until it is done, the host's copy must not change. */
  private long uploadedAt = -1;

  DeviceBuffer(Session session, int length) {
    this.session = session;
    this.length = length;
  }

  private long bytes() {
    return Math.max(1, (long) length) * Float.BYTES;
  }

  int length() {
    return length;
  }

  private FloatBuffer host() {
    FloatBuffer present = host;
    if (present == null) {
      present = Session.host(bytes()).asFloatBuffer();
      host = present;
    }
    return present;
  }

  /** The entries, to be read here. */
  FloatBuffer read() {
    FloatBuffer copy = host();
    if (!hostIsCurrent && memory != null) {
      Calls.read(session.queue(), memory.object(), copy, bytes());
      hostIsCurrent = true;
    }
    return copy;
  }

  /** The entries, to be changed here. */
  FloatBuffer write() {
    FloatBuffer copy = read();
    if (uploadedAt >= session.finished()) {
      session.finish();
    }
    deviceIsCurrent = false;
    return copy;
  }

  /** The entries, to be read there. */
  cl_mem readOnDevice() {
    session.use(this);
    cl_mem copy = memory();
    if (!deviceIsCurrent) {
      Calls.write(session.queue(), copy, host(), bytes());
      uploadedAt = session.finished();
      deviceIsCurrent = true;
    }
    return copy;
  }

  /** The entries, to be changed there. */
  cl_mem writeOnDevice() {
    cl_mem copy = readOnDevice();
    hostIsCurrent = false;
    return copy;
  }

  /** The entries, all of which will be set there. */
  cl_mem overwriteOnDevice() {
    session.use(this);
    cl_mem copy = memory();
    deviceIsCurrent = true;
    hostIsCurrent = false;
    return copy;
  }

  private cl_mem memory() {
    Handle<cl_mem> present = memory;
    if (present == null) {
      present = session.allocate(this, bytes());
      memory = present;
    }
    return present.object();
  }

  /** Gives the device's memory back; the entries stay. */
  void evict() {
    if (deviceIsCurrent && !hostIsCurrent) {
      read();
    }
    session.finish();
    free();
  }

  private void free() {
    Handle<cl_mem> present = memory;
    if (present != null) {
      memory = null;
      deviceIsCurrent = false;
      session.freed(this, present, bytes());
    }
  }

  /** Gives all memory back. */
  void release() {
    synchronized (session) {
      hostIsCurrent = true;
      host = null;
      if (!session.isClosed()) {
        free();
      }
    }
  }

  /** Releases the device's memory when the session ends. */
  void abandon() {
    Handle<cl_mem> present = memory;
    memory = null;
    if (present != null) {
      present.close();
    }
  }
}
