package dev.pigrad.nn;

import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.sqrt;
import static dev.pigrad.lang.Ops.square;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Constant;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/**
 * Layer normalisation (Ba et al. 2016): {@code g ⊙ (x − μ) / √(σ² + ε) + b} with mean μ and
 * variance σ² of the entries of x, and ε = 10⁻⁵.
 *
 * @param gain g, one at first
 * @param bias b, zero at first
 * @param <D> the size of argument and result
 */
@Differentiable
public record LayerNorm<D extends Dim>(@Constant(1) Vector<D> gain, Vector<D> bias) {
  private static final double EPSILON = 1e-5;

  /** {@code g ⊙ (x − μ) / √(σ² + ε) + b}. */
  public Vector<D> apply(Vector<D> x) {
    var centred = x.minusScalar(average(x));
    var scale = sqrt(average(square(centred)).plus(EPSILON));
    return centred.dividedByScalar(scale).times(gain).plus(bias);
  }
}
