package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Vector;

/** The exponential linear unit (Clevert et al. 2016, eq. 15, α = 1). */
@Differentiable
public record Elu() implements Activation {
  /** {@code x > 0 ? x : eˣ − 1}. */
  @Override
  public <D extends Dim> Vector<D> apply(Vector<D> x) {
    return Ops.elu(x);
  }
}
