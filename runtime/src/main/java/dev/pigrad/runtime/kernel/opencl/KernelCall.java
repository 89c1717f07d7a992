package dev.pigrad.runtime.kernel.opencl;

import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/** A kernel whose arguments are set one after the other, and which is then launched. */
final class KernelCall {
  private final Session session;
  private final cl_kernel kernel;
  private final String name;
  private int position;

  KernelCall(Session session, cl_kernel kernel, String name) {
    this.session = session;
    this.kernel = kernel;
    this.name = name;
  }

  KernelCall with(@Nullable cl_mem buffer) {
    Calls.argument(kernel, position++, buffer);
    return this;
  }

  KernelCall with(int value) {
    Calls.argument(kernel, position++, value);
    return this;
  }

  KernelCall with(float value) {
    Calls.argument(kernel, position++, value);
    return this;
  }

  /** Memory that the work-items of a group share. */
  KernelCall withLocal(long bytes) {
    Calls.local(kernel, position++, bytes);
    return this;
  }

  void launch(int groups, int size) {
    Calls.launch(session.queue(), kernel, name, groups, size);
  }
}
