package dev.pigrad.samples.command;

/** What a user can mend, and the exit code that says so. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * An error.
   *
   * @param code 1 where the command failed, 2 where it was asked something wrong
   */
  CommandException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** An error that something else told of. */
  CommandException(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  int code() {
    return code;
  }
}
