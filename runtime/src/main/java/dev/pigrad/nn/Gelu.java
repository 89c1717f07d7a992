package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact. */
@Differentiable
public record Gelu() implements Activation {
  /** {@code x Φ(x)}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.gelu(x);
  }
}
