package dev.pigrad.rl.report;

import java.io.Serial;

/** A run's folder cannot be used: one line that names it and says why. */
public final class RunException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RunException(String message) {
    super(message);
  }

  RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
