package dev.pigrad.runtime.kernel.opencl;

import java.lang.ref.Cleaner;

/**
 * An array of floats that a device computes with. One that nobody can reach any more gives its
 * memory back by itself.
 */
public final class DeviceArray {
  private static final Cleaner CLEANER = Cleaner.create();

  private final DeviceBuffer buffer;
  private final Cleaner.Cleanable cleanable;

  DeviceArray(Session session, int length) {
    this.buffer = new DeviceBuffer(session, length);
    this.cleanable = CLEANER.register(this, buffer::release);
  }

  DeviceBuffer buffer() {
    return buffer;
  }

  void release() {
    cleanable.clean();
  }
}
