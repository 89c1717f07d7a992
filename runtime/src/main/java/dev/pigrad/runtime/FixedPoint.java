package dev.pigrad.runtime;

/** Where products with second derivatives are taken: θ, which must not change meanwhile. */
final class FixedPoint {
  private final Parameters theta;
  private final String maker;
  private final long version;
  private volatile boolean closed;

  /**
   * Remembers θ as it is.
   *
   * @param maker the call that made the operator, for errors
   */
  FixedPoint(Parameters theta, String maker) {
    this.theta = theta;
    this.maker = maker;
    this.version = theta.version();
  }

  /**
   * θ.
   *
   * @throws IllegalStateException if it has changed, or the operator is closed
   */
  Parameters get() {
    if (closed) {
      throw new IllegalStateException(
          "this operator of " + maker + " is closed; use it before close()");
    }
    if (theta.version() != version) {
      throw new IllegalStateException(
          "the parameters have changed since " + maker + "; make a new operator");
    }
    return theta;
  }

  void close() {
    closed = true;
  }
}
