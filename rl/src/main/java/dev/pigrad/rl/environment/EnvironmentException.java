package dev.pigrad.rl.environment;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An environment broke its contract: one line that names the environment, episode and step. */
public final class EnvironmentException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EnvironmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
