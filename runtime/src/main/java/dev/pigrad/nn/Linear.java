package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;

/**
 * An affine map {@code x ↦ W x + b}.
 *
 * <p>Unless a policy says otherwise, {@code weight} starts orthogonal with gain 1 and {@code bias}
 * at zero.
 *
 * @param weight W, shape (O, I)
 * @param bias b, shape (O)
 * @param <O> the size of the result
 * @param <I> the size of the argument
 */
@Differentiable
public record Linear<O extends Dim, I extends Dim>(Matrix<O, I> weight, Vector<O> bias) {

  /** {@code W x + b}. */
  public Vector<O> apply(Vector<I> x) {
    return weight.times(x).plus(bias);
  }
}
