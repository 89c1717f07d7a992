package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.OpenClDevice;
import java.util.List;

/**
 * How a device is used.
 *
 * @param groupSize work-items of a group: 1, or 256
 * @param groups most groups of a launch: what keeps every compute unit busy
 * @param memory bytes that arrays may take there at a time
 * @param largestArray entries of the largest array
 * @param tileRows rows of a tile, the largest first: fewer where a batch would leave units idle
 * @param options what the driver's compiler is told
 */
public record Limits(
    int groupSize,
    int groups,
    long memory,
    int largestArray,
    List<Integer> tileRows,
    String options) {
  /** OpenCL C 1.2, which every driver has. */
  public static final String OPTIONS = "-cl-std=CL1.2";

  private static final int GROUP = 256;

  /** Two operands of 16 terms and 64 entries, 4 of each row to spare. */
  private static final long LOCAL_MEMORY = 2 * 16 * 68 * Float.BYTES;

  private static final int LARGEST_ARRAY = 1 << 28;

  /**
   * Those of a device. A core takes a tile alone, with whole vectors; elsewhere 256 work-items
   * share one, where the device has groups of that size and the local memory for its blocks.
   */
  public static Limits of(OpenClDevice device) {
    boolean isCore =
        device.type().equals("CPU")
            || device.groupSize() < GROUP
            || device.localMemory() < LOCAL_MEMORY;
    return new Limits(
        isCore ? 1 : GROUP,
        device.computeUnits() * (isCore ? 4 : 2),
        device.memory() / 5 * 4,
        (int) Math.min(device.largestBuffer() / Float.BYTES, LARGEST_ARRAY),
        isCore ? List.of(64) : List.of(64, 16),
        OPTIONS);
  }

  /** Bytes that the work-items of a group share. */
  long localBytes() {
    return groupSize == 1 ? Float.BYTES : LOCAL_MEMORY;
  }

  /** Rows of a tile for a batch of {@code rows}. */
  public int tileRows(int rows) {
    for (int size : tileRows) {
      if (Math.ceilDiv(rows, size) >= groups) {
        return size;
      }
    }
    return tileRows.getLast();
  }
}
