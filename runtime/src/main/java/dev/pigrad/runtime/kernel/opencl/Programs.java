package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.DeviceException;
import dev.pigrad.runtime.OpenClDevice;
import dev.pigrad.runtime.kernel.opencl.Calls.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/** The built programs of a session, by their text. */
final class Programs {
  private final Session session;
  private final BinaryCache cache;
  private final Map<String, cl_program> built = new HashMap<>();
  private final Map<String, cl_kernel> kernels = new HashMap<>();

  Programs(Session session, BinaryCache cache) {
    this.session = session;
    this.cache = cache;
  }

  /** A text of this package. */
  static String resource(String name) {
    try (InputStream stream = Programs.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A kernel of a text.
   *
   * @param owner whose text it is, for errors
   * @throws DeviceException with the build log, if it cannot be built
   */
  cl_kernel kernel(String owner, String text, String name) {
    synchronized (session) {
      String key = BinaryCache.key(parts(text));
      return kernels.computeIfAbsent(
          key + name, k -> session.keep(Calls.kernel(program(key, owner, text), name)).object());
    }
  }

  /** A driver's binary is good for that driver and device alone. */
  private List<String> parts(String text) {
    OpenClDevice device = session.device().description();
    return List.of(
        device.platform(), device.name(), device.driver(), device.version(), options(), text);
  }

  private String options() {
    return session.limits().options();
  }

  private cl_program program(String key, String owner, String text) {
    cl_program known = built.get(key);
    if (known == null) {
      known = cached(key, owner).orElseGet(() -> build(key, owner, text));
      built.put(key, known);
    }
    return known;
  }

  /** What the cache has, if the driver takes it. */
  private Optional<cl_program> cached(String key, String owner) {
    Optional<byte[]> binary = cache.find(key);
    if (binary.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          built(Calls.program(session.context(), session.device().id(), binary.get()), owner));
    } catch (DeviceException e) {
      return Optional.empty(); // it is built again, and replaced
    }
  }

  private cl_program build(String key, String owner, String text) {
    cl_program program = built(Calls.program(session.context(), text), owner);
    if (cache.isKept()) {
      cache.put(key, Calls.binary(program));
    }
    return program;
  }

  private cl_program built(Handle<cl_program> program, String owner) {
    try {
      Calls.build(program.object(), session.device().id(), options(), owner);
    } catch (DeviceException e) {
      program.close();
      throw e;
    }
    return session.keep(program).object();
  }
}
