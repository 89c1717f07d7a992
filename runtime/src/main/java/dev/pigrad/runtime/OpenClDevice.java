package dev.pigrad.runtime;

/**
 * An OpenCL device, as its driver describes it.
 *
 * @param platform name of the driver's platform
 * @param name of the device
 * @param type {@code GPU}, {@code CPU}, {@code ACCELERATOR} or {@code OTHER}
 * @param driver version of the driver
 * @param version of OpenCL
 * @param computeUnits cores, or what corresponds to them
 * @param megahertz highest clock rate
 * @param memory bytes of its memory
 * @param largestBuffer bytes of the largest buffer
 * @param localMemory bytes that the work-items of a group share
 * @param groupSize most work-items of a group
 * @param hasDouble whether it computes in double precision, which nothing here needs
 */
public record OpenClDevice(
    String platform,
    String name,
    String type,
    String driver,
    String version,
    int computeUnits,
    int megahertz,
    long memory,
    long largestBuffer,
    long localMemory,
    long groupSize,
    boolean hasDouble) {}
