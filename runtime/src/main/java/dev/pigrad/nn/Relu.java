package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The rectifier. */
@Differentiable
public record Relu() implements Activation {
  /** {@code max(x, 0)}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.relu(x);
  }
}
