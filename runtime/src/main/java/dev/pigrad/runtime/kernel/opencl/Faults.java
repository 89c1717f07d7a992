package dev.pigrad.runtime.kernel.opencl;

import java.util.concurrent.atomic.AtomicInteger;

/** How many native objects live, and, for tests, which native call shall fail. */
final class Faults {
  private static final AtomicInteger LIVE = new AtomicInteger();
  private static final AtomicInteger CALLS_LEFT = new AtomicInteger(-1);

  private Faults() {}

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

  /** Lets the native call after the next {@code calls} fail, once; −1 for none. */
  static void failAfter(int calls) {
    CALLS_LEFT.set(calls);
  }

  /** Whether the failure is still to come. */
  static boolean isPending() {
    return CALLS_LEFT.get() >= 0;
  }

  /** Whether the call that is about to be made shall fail. */
  static boolean isNext() {
    return CALLS_LEFT.get() >= 0 && CALLS_LEFT.getAndDecrement() == 0;
  }
}
