package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/**
 * The rectifier with a slope on the negative side, a constant of the policy (Maas et al. 2013).
 *
 * @param slope the slope where x is negative, usually 0.01
 */
@Differentiable
public record LeakyRelu(double slope) implements Activation {
  /** {@code x > 0 ? x : slope x}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.leakyRelu(x, slope);
  }
}
