package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/** No activation: a network of linear layers is linear. */
@Differentiable
public record Identity() implements Activation {
  /** {@code x}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return x;
  }
}
