package dev.pigrad.testing;

import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/**
 * Where every assertion of the kit ends. It counts them, since a property that asserted nothing has
 * shown nothing; and the kit's own tests turn them round ({@code pigrad.inverted}), since one that
 * passes then too has shown nothing either.
 */
final class Verdict {
  private static final ThreadLocal<int[]> COUNT = ThreadLocal.withInitial(() -> new int[1]);

  private Verdict() {}

  /** Fails with {@code failure} unless it holds. */
  static void on(boolean holds, Supplier<AssertionFailedError> failure) {
    COUNT.get()[0]++;
    boolean isInverted = Boolean.getBoolean("pigrad.inverted");
    if (holds == isInverted) {
      throw isInverted ? new AssertionFailedError("held, and is turned round") : failure.get();
    }
  }

  /** How many there were in this thread. */
  static int count() {
    return COUNT.get()[0];
  }
}
