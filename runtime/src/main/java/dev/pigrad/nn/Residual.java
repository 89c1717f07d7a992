package dev.pigrad.nn;

import static dev.pigrad.lang.Ops.relu;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Constant;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/**
 * A residual block with the normalisation inside (He et al. 2016; Xiong et al. 2020): {@code x +
 * contract(relu(expand(norm(x))))}. It is the identity at first, since {@code contract} starts at
 * zero.
 *
 * @param norm normalises what goes in
 * @param expand to the hidden size
 * @param contract back
 * @param <D> the size of argument and result
 * @param <H> the hidden size
 */
@Differentiable
public record Residual<D extends Dim, H extends Dim>(
    LayerNorm<D> norm,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<H, D> expand,
    @Constant(0) Linear<D, H> contract) {

  /** {@code x + contract(relu(expand(norm(x))))}. */
  public Vector<D> apply(Vector<D> x) {
    return x.plus(contract.apply(relu(expand.apply(norm.apply(x)))));
  }
}
