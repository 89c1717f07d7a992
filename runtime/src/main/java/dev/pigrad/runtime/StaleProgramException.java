package dev.pigrad.runtime;

/** A program that was composed from other versions of its pieces than those on the class path. */
public final class StaleProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the program, the piece and the remedy. */
  public StaleProgramException(String message) {
    super(message);
  }
}
