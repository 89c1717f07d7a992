package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.OpenClDevice;
import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Pass;
import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.Function;

/** A device as a backend: generated stages in OpenCL C, in single precision. */
public final class OpenClBackend implements Backend<DeviceArray> {
  private static final System.Logger LOG = System.getLogger(OpenClBackend.class.getName());
  private static final Cleaner CLEANER = Cleaner.create();

  private final Session session;
  private final Programs programs;
  private final Vectors vectors;

  private OpenClBackend(Session session, BinaryCache cache) {
    this.session = session;
    this.programs = new Programs(session, cache);
    this.vectors = new Vectors(session, programs);
    CLEANER.register(this, () -> closeForgotten(session));
  }

  /** Nobody can reach the engine any more. */
  private static void closeForgotten(Session session) {
    if (!session.isClosed()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "an opencl engine was never closed; open it in a try-with-resources statement");
      session.close();
    }
  }

  /**
   * The best device that {@code selector} means.
   *
   * @throws dev.pigrad.runtime.EngineUnavailableException if there is none
   */
  public static OpenClBackend open(String selector) {
    return open(selector, Limits::of);
  }

  /** The same, used within {@code limits}. */
  public static OpenClBackend open(String selector, Function<OpenClDevice, Limits> limits) {
    Devices.Device device = Devices.select(selector);
    Session session = new Session(device, limits.apply(device.description()));
    return new OpenClBackend(session, BinaryCache.of(device.description()));
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
