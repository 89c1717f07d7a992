package dev.pigrad.rl;

import java.io.Serial;

/**
 * A loss, a gradient or an action is no longer a finite number: one line that says where, with the
 * numbers.
 */
public final class DivergenceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With this line. */
  public DivergenceException(String message) {
    super(message);
  }

  /**
   * Passes finite numbers.
   *
   * @throws DivergenceException if one of them is infinite or NaN
   */
  public static void requireFinite(String where, double loss, double gradientNorm) {
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      throw new DivergenceException(
          where
              + ": the loss is "
              + loss
              + " and the norm of its gradient "
              + gradientNorm
              + "; try a lower learning rate, and look at the scale of rewards and observations");
    }
  }
}
