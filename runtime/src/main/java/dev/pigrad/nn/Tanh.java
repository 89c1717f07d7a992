package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The hyperbolic tangent. */
@Differentiable
public record Tanh() implements Activation {
  /** {@code tanh x}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.tanh(x);
  }
}
