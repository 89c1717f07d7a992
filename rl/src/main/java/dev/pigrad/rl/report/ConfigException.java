package dev.pigrad.rl.report;

import java.io.Serial;

/** A configuration is not what it should be: one line that says where, what was found and why. */
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With this line. */
  public ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
