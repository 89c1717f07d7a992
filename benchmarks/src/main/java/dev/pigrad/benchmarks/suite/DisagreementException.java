package dev.pigrad.benchmarks.suite;

/** Two engines gave different results, so that their times cannot be compared. */
public final class DisagreementException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DisagreementException(String message) {
    super(message);
  }
}
