package dev.pigrad.runtime.kernel.opencl;

import java.util.concurrent.atomic.AtomicInteger;

/** How many native objects live, and, for tests, which native call shall fail. */
final class Faults {
  private static final AtomicInteger LIVE = new AtomicInteger();

  /** Of this thread: what a cleaner releases meanwhile is nobody's failure. */
  private static final ThreadLocal<Fault> FAULT = ThreadLocal.withInitial(() -> new Fault(-1, 0));

  private Faults() {}

  private record Fault(int callsLeft, int status) {}

  /** Native objects that were made and not released. */
  static int live() {
    return LIVE.get();
  }

  static void made() {
    LIVE.incrementAndGet();
  }

  static void released() {
    LIVE.decrementAndGet();
  }

  /** Lets this thread's native call after the next {@code calls} fail, once. */
  static void failAfter(int calls, int status) {
    FAULT.set(new Fault(calls, status));
  }

  /** No call shall fail. */
  static void failNever() {
    FAULT.remove();
  }

  /** Whether the failure is still to come. */
  static boolean isPending() {
    return FAULT.get().callsLeft >= 0;
  }

  /** Whether the call that is about to be made shall fail. */
  static boolean isNext() {
    Fault fault = FAULT.get();
    if (fault.callsLeft >= 0) {
      FAULT.set(new Fault(fault.callsLeft - 1, fault.status));
    }
    return fault.callsLeft == 0;
  }

  /** What that call shall return. */
  static int status() {
    return FAULT.get().status;
  }
}
