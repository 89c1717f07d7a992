package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.DeviceException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jocl.CL;
import org.jocl.NativePointerObject;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;

/**
 * Every call of OpenCL there is, in the few shapes that the backend needs. A call that fails is a
 * {@link DeviceException}; an object that was made is counted until it is released.
 */
final class Calls {
  static final long GPU = CL.CL_DEVICE_TYPE_GPU;
  static final long CPU = CL.CL_DEVICE_TYPE_CPU;
  static final long ACCELERATOR = CL.CL_DEVICE_TYPE_ACCELERATOR;

  private static final int NOTHING_FOUND = -1001; // CL_PLATFORM_NOT_FOUND_KHR

  private static final AtomicLong TRANSFERRED = new AtomicLong();

  private Calls() {}

  /** Bytes that were read from devices or written to them since the process began. */
  static long transferred() {
    return TRANSFERRED.get();
  }

  /** A native object, and how it is released. */
  record Handle<T extends NativePointerObject>(T object, String release, ToIntFunction<T> call)
      implements AutoCloseable {
    @Override
    public void close() {
      Faults.released();
      int status = call.applyAsInt(object);
      check(release, Faults.isNext() ? Faults.status() : status);
    }
  }

  // ── Errors ─────────────────────────────────────────────────────────────────────────────────────

  private static int status(ToIntFunction<int[]> call) {
    return Faults.isNext() ? Faults.status() : call.applyAsInt(new int[1]);
  }

  private static void check(String call, int status) {
    if (status != CL.CL_SUCCESS) {
      throw failure(call, status, "");
    }
  }

  static DeviceException failure(String call, int status, String detail) {
    String error = CL.stringFor_errorCode(status);
    return new DeviceException(
        error, call + " failed with " + error + detail + "; " + remedy(status));
  }

  private static String remedy(int status) {
    return switch (status) {
      case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE,
          CL.CL_OUT_OF_RESOURCES,
          CL.CL_OUT_OF_HOST_MEMORY,
          CL.CL_INVALID_BUFFER_SIZE ->
          "the device is out of memory or was lost: close batches and parameters that are no longer"
              + " used, or take a device with more memory; ./pigrad devices lists them";
      case CL.CL_BUILD_PROGRAM_FAILURE, CL.CL_INVALID_BINARY ->
          "update the device's driver, or use Engine.simd()";
      case CL.CL_DEVICE_NOT_AVAILABLE, CL.CL_DEVICE_NOT_FOUND ->
          "the device is gone: close the engine and open one again; ./pigrad devices lists what is"
              + " there";
      default -> "close the engine and open one again; if it happens once more, use Engine.simd()";
    };
  }

  private static <T extends NativePointerObject> Handle<T> make(
      String call, Function<int[], @Nullable T> create, String release, ToIntFunction<T> close) {
    int[] status = {Faults.status()};
    T object = Faults.isNext() ? null : create.apply(status);
    check(call, status[0]);
    if (object == null) {
      throw failure(call, CL.CL_OUT_OF_RESOURCES, "");
    }
    Faults.made();
    return new Handle<>(object, release, close);
  }

  // ── Devices ────────────────────────────────────────────────────────────────────────────────────

  static List<cl_platform_id> platforms() {
    CL.setExceptionsEnabled(false);
    int[] count = new int[1];
    int status = status(none -> CL.clGetPlatformIDs(0, null, count));
    if (status == NOTHING_FOUND || (status == CL.CL_SUCCESS && count[0] == 0)) {
      return List.of();
    }
    check("clGetPlatformIDs", status);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    check("clGetPlatformIDs", status(none -> CL.clGetPlatformIDs(count[0], platforms, null)));
    return List.of(platforms);
  }

  static List<cl_device_id> devices(cl_platform_id platform) {
    int[] count = new int[1];
    int status = status(none -> CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count));
    if (status == CL.CL_DEVICE_NOT_FOUND || (status == CL.CL_SUCCESS && count[0] == 0)) {
      return List.of();
    }
    check("clGetDeviceIDs", status);
    cl_device_id[] devices = new cl_device_id[count[0]];
    check(
        "clGetDeviceIDs",
        status(
            none -> CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, count[0], devices, null)));
    return List.of(devices);
  }

  static String platformName(cl_platform_id platform) {
    return text(
        "clGetPlatformInfo",
        (size, value, needed) ->
            CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, size, value, needed));
  }

  static String deviceName(cl_device_id device) {
    return deviceText(device, CL.CL_DEVICE_NAME);
  }

  static String driverVersion(cl_device_id device) {
    return deviceText(device, CL.CL_DRIVER_VERSION);
  }

  static String deviceVersion(cl_device_id device) {
    return deviceText(device, CL.CL_DEVICE_VERSION);
  }

  static boolean hasDouble(cl_device_id device) {
    return List.of(deviceText(device, CL.CL_DEVICE_EXTENSIONS).split(" ", -1))
        .contains("cl_khr_fp64");
  }

  static long deviceType(cl_device_id device) {
    return number(device, CL.CL_DEVICE_TYPE, 8);
  }

  static int computeUnits(cl_device_id device) {
    return (int) number(device, CL.CL_DEVICE_MAX_COMPUTE_UNITS, 4);
  }

  static int megahertz(cl_device_id device) {
    return (int) number(device, CL.CL_DEVICE_MAX_CLOCK_FREQUENCY, 4);
  }

  static long memory(cl_device_id device) {
    return number(device, CL.CL_DEVICE_GLOBAL_MEM_SIZE, 8);
  }

  static long largestBuffer(cl_device_id device) {
    return number(device, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE, 8);
  }

  static long localMemory(cl_device_id device) {
    return number(device, CL.CL_DEVICE_LOCAL_MEM_SIZE, 8);
  }

  static long groupSize(cl_device_id device) {
    return number(device, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE, Sizeof.size_t);
  }

  @FunctionalInterface
  private interface Query {
    int apply(long size, @Nullable Pointer value, long @Nullable [] needed);
  }

  private static String deviceText(cl_device_id device, int what) {
    return text(
        "clGetDeviceInfo",
        (size, value, needed) -> CL.clGetDeviceInfo(device, what, size, value, needed));
  }

  private static String text(String call, Query query) {
    long[] size = new long[1];
    check(call, status(none -> query.apply(0, null, size)));
    byte[] bytes = new byte[(int) size[0]];
    check(call, status(none -> query.apply(size[0], Pointer.to(bytes), null)));
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static long number(cl_device_id device, int what, int bytes) {
    ByteBuffer value = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    check(
        "clGetDeviceInfo",
        status(none -> CL.clGetDeviceInfo(device, what, bytes, Pointer.to(value), null)));
    return bytes == 4 ? Integer.toUnsignedLong(value.getInt(0)) : value.getLong(0);
  }

  // ── Context and queue ──────────────────────────────────────────────────────────────────────────

  static Handle<cl_context> context(cl_platform_id platform, cl_device_id device) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, platform);
    return make(
        "clCreateContext",
        status ->
            CL.clCreateContext(properties, 1, new cl_device_id[] {device}, null, null, status),
        "clReleaseContext",
        CL::clReleaseContext);
  }

  @SuppressWarnings("deprecation") // the other call needs OpenCL 2.0
  static Handle<cl_command_queue> queue(cl_context context, cl_device_id device) {
    return make(
        "clCreateCommandQueue",
        status -> CL.clCreateCommandQueue(context, device, 0, status),
        "clReleaseCommandQueue",
        CL::clReleaseCommandQueue);
  }

  static void finish(cl_command_queue queue) {
    check("clFinish", status(none -> CL.clFinish(queue)));
  }

  static void flush(cl_command_queue queue) {
    check("clFlush", status(none -> CL.clFlush(queue)));
  }

  // ── Memory ─────────────────────────────────────────────────────────────────────────────────────

  static Handle<cl_mem> buffer(cl_context context, long bytes) {
    return make(
        "clCreateBuffer",
        status -> CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, bytes, null, status),
        "clReleaseMemObject",
        CL::clReleaseMemObject);
  }

  static void write(cl_command_queue queue, cl_mem buffer, Buffer source, long bytes) {
    TRANSFERRED.addAndGet(bytes);
    check(
        "clEnqueueWriteBuffer",
        status(
            none ->
                CL.clEnqueueWriteBuffer(
                    queue, buffer, false, 0, bytes, Pointer.to(source), 0, null, null)));
  }

  static void read(cl_command_queue queue, cl_mem buffer, Buffer target, long bytes) {
    TRANSFERRED.addAndGet(bytes);
    check(
        "clEnqueueReadBuffer",
        status(
            none ->
                CL.clEnqueueReadBuffer(
                    queue, buffer, true, 0, bytes, Pointer.to(target), 0, null, null)));
  }

  // ── Programs and kernels ───────────────────────────────────────────────────────────────────────

  static Handle<cl_program> program(cl_context context, String source) {
    return make(
        "clCreateProgramWithSource",
        status ->
            CL.clCreateProgramWithSource(
                context, 1, new String[] {source}, new long[] {source.length()}, status),
        "clReleaseProgram",
        CL::clReleaseProgram);
  }

  static Handle<cl_program> program(cl_context context, cl_device_id device, byte[] binary) {
    return make(
        "clCreateProgramWithBinary",
        status ->
            CL.clCreateProgramWithBinary(
                context,
                1,
                new cl_device_id[] {device},
                new long[] {binary.length},
                new byte[][] {binary},
                new int[1],
                status),
        "clReleaseProgram",
        CL::clReleaseProgram);
  }

  /**
   * Builds a program.
   *
   * @param name of what is built, for the error, which has the build log
   */
  static void build(cl_program program, cl_device_id device, String options, String name) {
    int status =
        status(
            none ->
                Signals.keepDuring(
                    () ->
                        CL.clBuildProgram(
                            program, 1, new cl_device_id[] {device}, options, null, null)));
    if (status != CL.CL_SUCCESS) {
      throw failure("clBuildProgram of " + name, status, "\n" + log(program, device) + "\n");
    }
  }

  /** A log that cannot be had must not hide why it was asked for. */
  private static String log(cl_program program, cl_device_id device) {
    try {
      return text(
          "clGetProgramBuildInfo",
          (size, value, needed) ->
              CL.clGetProgramBuildInfo(
                  program, device, CL.CL_PROGRAM_BUILD_LOG, size, value, needed));
    } catch (DeviceException e) {
      return "without a build log: " + e.error();
    }
  }

  /** The built program, as {@link #program(cl_context, cl_device_id, byte[])} takes it. */
  static byte[] binary(cl_program program) {
    long[] size = new long[1];
    check(
        "clGetProgramInfo",
        status(
            none ->
                CL.clGetProgramInfo(
                    program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null)));
    byte[] binary = new byte[(int) size[0]];
    check(
        "clGetProgramInfo",
        status(
            none ->
                CL.clGetProgramInfo(
                    program,
                    CL.CL_PROGRAM_BINARIES,
                    Sizeof.POINTER,
                    Pointer.to(Pointer.to(binary)),
                    null)));
    return binary;
  }

  static Handle<cl_kernel> kernel(cl_program program, String name) {
    return make(
        "clCreateKernel of " + name,
        status -> CL.clCreateKernel(program, name, status),
        "clReleaseKernel",
        CL::clReleaseKernel);
  }

  static void argument(cl_kernel kernel, int position, @Nullable cl_mem buffer) {
    Pointer value = buffer == null ? Pointer.to(new long[1]) : Pointer.to(buffer);
    setArgument(kernel, position, Sizeof.cl_mem, value);
  }

  static void argument(cl_kernel kernel, int position, int value) {
    setArgument(kernel, position, Sizeof.cl_int, Pointer.to(new int[] {value}));
  }

  static void argument(cl_kernel kernel, int position, float value) {
    setArgument(kernel, position, Sizeof.cl_float, Pointer.to(new float[] {value}));
  }

  static void local(cl_kernel kernel, int position, long bytes) {
    setArgument(kernel, position, bytes, null);
  }

  private static void setArgument(
      cl_kernel kernel, int position, long size, @Nullable Pointer value) {
    check("clSetKernelArg", status(none -> CL.clSetKernelArg(kernel, position, size, value)));
  }

  /** Runs {@code groups} groups of {@code size} work-items. */
  static void launch(cl_command_queue queue, cl_kernel kernel, String name, int groups, int size) {
    long[] global = {(long) groups * size};
    check(
        "clEnqueueNDRangeKernel of " + name,
        status(
            none ->
                CL.clEnqueueNDRangeKernel(
                    queue, kernel, 1, null, global, new long[] {size}, 0, null, null)));
  }

  /** Closes all, the last one first; the first failure is thrown when all are closed. */
  static void closeAll(List<? extends AutoCloseable> made) {
    RuntimeException failure = null;
    for (AutoCloseable closeable : new ArrayList<>(made).reversed()) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
