package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;
import java.util.List;

/**
 * A multi-layer perceptron of any depth and activation. {@link dev.pigrad.Length} where it is used
 * says how many layers of equal width stand between the first and the last:
 *
 * <pre>{@code
 * @Length(2) Mlp<Act, Hidden, Obs, Tanh> mean   // three hidden layers
 * }</pre>
 *
 * <p>The hidden layers start orthogonal with gain √2, the last with gain 1; an annotation on the
 * component of the policy changes them all.
 *
 * @param activation what follows each layer but the last
 * @param first from the argument
 * @param hidden between the hidden layers
 * @param last to the result
 * @param <O> the size of the result
 * @param <H> the width of the hidden layers
 * @param <I> the size of the argument
 * @param <F> the activation
 */
@Differentiable
public record Mlp<O extends Dim, H extends Dim, I extends Dim, F extends Activation>(
    F activation,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<H, I> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) List<Linear<H, H>> hidden,
    Linear<O, H> last) {

  /** {@code last(… f(hidden₀(f(first(x)))) …)}, f the activation. */
  public Vector<O> apply(Vector<I> x) {
    var h = activation.apply(first.apply(x));
    for (Linear<H, H> layer : hidden) {
      h = activation.apply(layer.apply(h));
    }
    return last.apply(h);
  }
}
