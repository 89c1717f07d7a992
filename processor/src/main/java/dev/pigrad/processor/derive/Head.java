package dev.pigrad.processor.derive;

/** The numbers that a policy gives a loss, one per sample. */
enum Head {
  LOG_PROB("logProb", "The log-probability of the action"),
  ENTROPY("entropy", "The entropy of the distribution"),
  KL("kl", "The divergence from the behaviour policy's distribution"),
  VALUE("value", "The value of the state");

  private final String method;
  private final String summary;

  Head(String method, String summary) {
    this.method = method;
    this.summary = summary;
  }

  /** The method of the distribution, and of the tile. */
  String method() {
    return method;
  }

  /** What it is. */
  String summary() {
    return summary;
  }

  /** The constant of {@code Quantity}. */
  String quantity() {
    return name();
  }
}
