package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.DeviceException;
import dev.pigrad.runtime.kernel.opencl.Calls.Handle;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_mem;

/**
 * An open device: its context, one queue in order, and what of its memory is used by whom. Who
 * works with it holds its monitor.
 */
final class Session implements AutoCloseable {
  private static final int MOST_IN_FLIGHT = 256;

  private final Devices.Device device;
  private final Limits limits;
  private final List<Handle<?>> handles = new ArrayList<>();
  private final cl_context context;
  private final cl_command_queue queue;

  /** Arrays with memory on the device, the one that was used longest ago first. */
  private final Set<DeviceBuffer> resident = new LinkedHashSet<>();

  /** Working memory by its use, which grows. */
  private final Map<String, Scratch> scratch = new HashMap<>();

  /** Arrays that the present work needs: they stay. */
  private final Set<DeviceBuffer> pinned = new LinkedHashSet<>();

  /** What transfers still read. */
  private final List<Buffer> inFlight = new ArrayList<>();

  private long used;
  private long finished;
  private boolean closed;

  private record Scratch(Handle<cl_mem> memory, long bytes) {}

  Session(Devices.Device device, Limits limits) {
    this.device = device;
    this.limits = limits;
    try {
      this.context = keep(Calls.context(device.platform(), device.id())).object();
      this.queue = keep(Calls.queue(context, device.id())).object();
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Closes what was made before {@code failure}, which stays the one that is reported. */
  synchronized void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  Devices.Device device() {
    return device;
  }

  Limits limits() {
    return limits;
  }

  cl_context context() {
    return context;
  }

  cl_command_queue queue() {
    return queue;
  }

  /** Releases {@code handle} with the session. */
  synchronized <T extends org.jocl.NativePointerObject> Handle<T> keep(Handle<T> handle) {
    handles.add(handle);
    return handle;
  }

  // ── Order ──────────────────────────────────────────────────────────────────────────────────────

  /** Waits for everything that was enqueued. */
  synchronized void finish() {
    Calls.finish(queue);
    inFlight.clear();
    finished++;
  }

  /** A transfer reads {@code source} until it is done. */
  synchronized void keepUntilFinished(Buffer source) {
    inFlight.add(source);
    if (inFlight.size() > MOST_IN_FLIGHT) {
      finish();
    }
  }

  /** Counts the times that everything was done: what was enqueued before the last is. */
  synchronized long finished() {
    return finished;
  }

  /** Begins work: arrays that it uses from now on stay on the device until the next. */
  synchronized void begin() {
    pinned.clear();
  }

  // ── Memory ─────────────────────────────────────────────────────────────────────────────────────

  /** Memory for an array. */
  synchronized Handle<cl_mem> allocate(DeviceBuffer owner, long bytes) {
    Handle<cl_mem> memory = allocate(bytes);
    resident.add(owner);
    return memory;
  }

  private Handle<cl_mem> allocate(long bytes) {
    while (used + bytes > limits.memory() && evictOne()) {}
    Handle<cl_mem> memory = allocateOrEvict(bytes);
    used += bytes;
    return memory;
  }

  private Handle<cl_mem> allocateOrEvict(long bytes) {
    if (used + bytes > limits.memory()) {
      throw new DeviceException(
          "CL_MEM_OBJECT_ALLOCATION_FAILURE",
          "the work needs "
              + (used + bytes)
              + " bytes on "
              + device.description().name()
              + " at a time, of which "
              + limits.memory()
              + " may be used (CL_MEM_OBJECT_ALLOCATION_FAILURE); take a device with more memory,"
              + " or Engine.simd()");
    }
    try {
      return Calls.buffer(context, bytes);
    } catch (DeviceException e) {
      if (!e.error().contains("ALLOCATION") || !evictOne()) {
        throw e;
      }
      return allocateOrEvict(bytes);
    }
  }

  /** Moves the array that was used longest ago to this side; false if all are needed. */
  private boolean evictOne() {
    for (DeviceBuffer buffer : resident) {
      if (!pinned.contains(buffer)) {
        buffer.evict();
        return true;
      }
    }
    return false;
  }

  /** An array is used: the others make room first. */
  synchronized void use(DeviceBuffer buffer) {
    pinned.add(buffer);
    if (resident.remove(buffer)) {
      resident.add(buffer);
    }
  }

  /** An array has given its memory back. */
  synchronized void freed(DeviceBuffer owner, Handle<cl_mem> memory, long bytes) {
    resident.remove(owner);
    pinned.remove(owner);
    used -= bytes;
    memory.close();
  }

  /** Bytes that arrays and working memory take on the device. */
  synchronized long used() {
    return used;
  }

  boolean isClosed() {
    return closed;
  }

  /** Working memory of at least {@code bytes} that is there for one use at a time. */
  synchronized cl_mem scratch(String use, long bytes) {
    Scratch present = scratch.get(use);
    if (present != null && present.bytes >= bytes) {
      return present.memory.object();
    }
    if (present != null) {
      scratch.remove(use);
      used -= present.bytes;
      present.memory.close();
    }
    long rounded = Math.max(64, bytes);
    Scratch made = new Scratch(allocate(rounded), rounded);
    scratch.put(use, made);
    return made.memory.object();
  }

  /** A buffer of this process for transfers. */
  static ByteBuffer host(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<AutoCloseable> all = new ArrayList<>(handles);
    scratch.values().forEach(s -> all.add(s.memory));
    resident.forEach(b -> all.add(b::abandon));
    handles.clear();
    scratch.clear();
    Calls.closeAll(all);
    resident.clear();
  }
}
