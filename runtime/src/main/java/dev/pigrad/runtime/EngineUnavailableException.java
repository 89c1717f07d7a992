package dev.pigrad.runtime;

/** An engine that cannot run here; the message says why and what to do. */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason and the remedy. */
  public EngineUnavailableException(String message) {
    super(message);
  }
}
