package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.EngineUnavailableException;
import dev.pigrad.runtime.OpenClDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** Which devices there are, and which of them a selector means. */
final class Devices {
  private static final Comparator<Device> BEST_LAST =
      Comparator.<Device>comparingInt(d -> rank(d.description().type()))
          .thenComparingLong(
              d -> (long) d.description().computeUnits() * d.description().megahertz());

  private Devices() {}

  /** A device with its native ids. */
  record Device(OpenClDevice description, cl_platform_id platform, cl_device_id id) {}

  private static int rank(String type) {
    return List.of("OTHER", "CPU", "ACCELERATOR", "GPU").indexOf(type);
  }

  /**
   * All devices.
   *
   * @throws EngineUnavailableException if there is no OpenCL loader
   */
  static List<Device> all() {
    return Signals.keepDuring(Devices::load);
  }

  private static List<Device> load() {
    List<Device> devices = new ArrayList<>();
    List<cl_platform_id> platforms = platforms();
    Signals.settle(); // the drivers are loaded now, and start with the first question
    for (cl_platform_id platform : platforms) {
      String name = Calls.platformName(platform);
      for (cl_device_id device : Calls.devices(platform)) {
        devices.add(new Device(describe(name, device), platform, device));
      }
    }
    return devices;
  }

  private static List<cl_platform_id> platforms() {
    try {
      return Calls.platforms();
    } catch (LinkageError e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw e; // JOCL itself is missing
      }
      throw new EngineUnavailableException(
          "the opencl engine found no OpenCL loader ("
              + e.getMessage()
              + "); install one with a driver (Debian: ocl-icd-libopencl1 and, for processors,"
              + " pocl-opencl-icd), and start Java with --enable-native-access=ALL-UNNAMED");
    }
  }

  private static OpenClDevice describe(String platform, cl_device_id device) {
    return new OpenClDevice(
        platform,
        Calls.deviceName(device),
        type(Calls.deviceType(device)),
        Calls.driverVersion(device),
        Calls.deviceVersion(device),
        Calls.computeUnits(device),
        Calls.megahertz(device),
        Calls.memory(device),
        Calls.largestBuffer(device),
        Calls.localMemory(device),
        Calls.groupSize(device),
        Calls.hasDouble(device));
  }

  private static String type(long bits) {
    if ((bits & Calls.GPU) != 0) {
      return "GPU";
    }
    if ((bits & Calls.ACCELERATOR) != 0) {
      return "ACCELERATOR";
    }
    return (bits & Calls.CPU) != 0 ? "CPU" : "OTHER";
  }

  /**
   * The best device that {@code selector} means: a type, or a part of the name of a platform or a
   * device; an empty one means all.
   *
   * @throws EngineUnavailableException if there is none
   */
  static Device select(String selector) {
    List<Device> all = all();
    if (all.isEmpty()) {
      throw new EngineUnavailableException(
          "the opencl engine found no OpenCL platform or device; install a driver (Debian:"
              + " pocl-opencl-icd for processors) and see that /etc/OpenCL/vendors names it");
    }
    return all.stream()
        .filter(d -> isMeant(d.description(), selector.toLowerCase(Locale.ROOT)))
        .max(BEST_LAST)
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    "no OpenCL device is called '"
                        + selector
                        + "'; there are "
                        + all.stream().map(d -> label(d.description())).toList()));
  }

  private static boolean isMeant(OpenClDevice device, String selector) {
    return device.type().toLowerCase(Locale.ROOT).equals(selector)
        || device.name().toLowerCase(Locale.ROOT).contains(selector)
        || device.platform().toLowerCase(Locale.ROOT).contains(selector);
  }

  private static String label(OpenClDevice device) {
    return device.type() + " " + device.name() + " (" + device.platform() + ")";
  }
}
