package dev.pigrad.runtime;

/**
 * An OpenCL device that cannot do what it was asked for. The message has the call, OpenCL's name of
 * the error, and what to do; where a kernel could not be built, the build log.
 */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String error;

  /**
   * With the reason and the remedy.
   *
   * @param error OpenCL's name of the error: {@code CL_MEM_OBJECT_ALLOCATION_FAILURE}
   */
  public DeviceException(String error, String message) {
    super(message);
    this.error = error;
  }

  /** OpenCL's name of the error: {@code CL_MEM_OBJECT_ALLOCATION_FAILURE}. */
  public String error() {
    return error;
  }
}
