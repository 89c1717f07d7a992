package dev.pigrad.nn;

import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/**
 * One step of a gated recurrent unit (Cho et al. 2014), in the form of PyTorch and cuDNN: the reset
 * gate acts after the product with the state. Matrices start orthogonal, biases at zero.
 *
 * @param resetInput of r
 * @param resetState of r
 * @param updateInput of z
 * @param updateState of z
 * @param candidateInput of n
 * @param candidateState of n
 * @param <H> the size of the state
 * @param <I> the size of the input
 */
@Differentiable
public record Gru<H extends Dim, I extends Dim>(
    Linear<H, I> resetInput,
    Linear<H, H> resetState,
    Linear<H, I> updateInput,
    Linear<H, H> updateState,
    Linear<H, I> candidateInput,
    Linear<H, H> candidateState) {

  /** The new state {@code h′ = n + z ⊙ (h − n)}, n = tanh(W x + r ⊙ (U h)). */
  public Vector<H> apply(Vector<I> x, Vector<H> state) {
    var reset = sigmoid(resetInput.apply(x).plus(resetState.apply(state)));
    var update = sigmoid(updateInput.apply(x).plus(updateState.apply(state)));
    var candidate = tanh(candidateInput.apply(x).plus(reset.times(candidateState.apply(state))));
    return candidate.plus(update.times(state.minus(candidate)));
  }
}
