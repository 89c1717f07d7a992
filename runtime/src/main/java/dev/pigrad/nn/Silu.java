package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The sigmoid linear unit, also called swish (Elfwing et al. 2018). */
@Differentiable
public record Silu() implements Activation {
  /** {@code x σ(x)}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.silu(x);
  }
}
