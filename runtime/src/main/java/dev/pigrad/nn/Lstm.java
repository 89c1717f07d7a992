package dev.pigrad.nn;

import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Constant;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;

/**
 * One step of a long short-term memory (Hochreiter and Schmidhuber 1997; Gers et al. 2000).
 * Matrices start orthogonal, biases at zero but for that of the forget gate, which starts at one
 * (Jozefowicz et al. 2015).
 *
 * @param input of the input gate i
 * @param inputState of i
 * @param forget of the forget gate f
 * @param forgetState of f
 * @param forgetBias what is added to f's, one at first
 * @param candidate of the candidate g
 * @param candidateState of g
 * @param output of the output gate o
 * @param outputState of o
 * @param <H> the size of the state
 * @param <I> the size of the input
 */
@Differentiable
public record Lstm<H extends Dim, I extends Dim>(
    Linear<H, I> input,
    Matrix<H, H> inputState,
    Matrix<H, I> forget,
    Matrix<H, H> forgetState,
    @Constant(1) Vector<H> forgetBias,
    Linear<H, I> candidate,
    Matrix<H, H> candidateState,
    Linear<H, I> output,
    Matrix<H, H> outputState) {

  /**
   * What a step leaves for the next.
   *
   * @param hidden h, in (−1, 1): the output
   * @param cell c
   */
  @Differentiable
  public record State<H extends Dim>(Vector<H> hidden, Vector<H> cell) {}

  /** {@code c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′}. */
  public State<H> apply(Vector<I> x, State<H> state) {
    var h = state.hidden();
    var i = sigmoid(input.apply(x).plus(inputState.times(h)));
    var f = sigmoid(forget.times(x).plus(forgetState.times(h)).plus(forgetBias));
    var g = tanh(candidate.apply(x).plus(candidateState.times(h)));
    var o = sigmoid(output.apply(x).plus(outputState.times(h)));
    var cell = f.times(state.cell()).plus(i.times(g));
    return new State<>(o.times(tanh(cell)), cell);
  }
}
