package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The logistic function. */
@Differentiable
public record Sigmoid() implements Activation {
  /** {@code 1 / (1 + e⁻ˣ)}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.sigmoid(x);
  }
}
