package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.OpenClDevice;
import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Pass;
import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.function.Function;

/** A device as a backend: generated stages in OpenCL C, in single precision. */
public final class OpenClBackend implements Backend<DeviceArray> {
  private final Session session;
  private final Programs programs;
  private final Vectors vectors;

  private OpenClBackend(Session session, BinaryCache cache) {
    this.session = session;
    this.programs = new Programs(session, cache);
    this.vectors = new Vectors(session, programs);
  }

  /**
   * The best device that {@code selector} means.
   *
   * @throws dev.pigrad.runtime.EngineUnavailableException if there is none
   */
  public static OpenClBackend open(String selector) {
    Devices.Device device = Devices.select(selector);
    return open(device, Limits.of(device.description()), BinaryCache.ofUser());
  }

  static OpenClBackend open(Devices.Device device, Limits limits, BinaryCache cache) {
    return new OpenClBackend(new Session(device, limits), cache);
  }

  /**
   * Every device of every platform.
   *
   * @throws dev.pigrad.runtime.EngineUnavailableException if there is no OpenCL loader
   */
  public static List<OpenClDevice> devices() {
    return Devices.all().stream().map(Devices.Device::description).toList();
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public String workers() {
    return session.device().description().name();
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Precision<DeviceArray> precision() {
    return vectors;
  }

  @Override
  public DeviceArray vector(int length) {
    return vectors.array(length);
  }

  @Override
  public PackedParameters<DeviceArray> newPacked(List<Parameter> parameters) {
    return new DeviceParameters(session, vectors, parameters);
  }

  @Override
  public Function<PassPlan, Pass<DeviceArray>> passes(PolicyProgram program) {
    return plan -> new DevicePass(session, programs, vectors, program, plan);
  }

  @Override
  public void close() {
    session.close();
  }
}
