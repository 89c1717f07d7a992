package dev.pigrad.nn;

import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Orthogonal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/**
 * Two tanh layers and a linear one: the network of most policies with few inputs. The inner
 * matrices start orthogonal with gain √2, the last with gain 1; an annotation on the component of
 * the policy changes all three. Another depth or activation is as many lines in the policy itself,
 * with {@code @Length(n) List<Linear<H, H>>}.
 *
 * @param first from the argument
 * @param second between the hidden layers
 * @param last to the result
 * @param <O> the size of the result
 * @param <H> the width of the hidden layers
 * @param <I> the size of the argument
 */
@Differentiable
public record Mlp<O extends Dim, H extends Dim, I extends Dim>(
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<H, I> first,
    @Orthogonal(gain = Orthogonal.SQRT_TWO) Linear<H, H> second,
    Linear<O, H> last) {

  /** {@code last(tanh(second(tanh(first(x)))))}. */
  public Vector<O> apply(Vector<I> x) {
    return last.apply(tanh(second.apply(tanh(first.apply(x)))));
  }
}
