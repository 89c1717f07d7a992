package dev.pigrad.runtime.program;

/**
 * A surrogate's generated code in one precision, over the rows of a {@link StepTile}.
 *
 * @param <A> the array type
 */
public interface SurrogateTile<A> {
  /** Computes {@link #loss()} and every {@link #reported} value, per row. */
  void loss(int rows);

  /** Sets the step's cotangents to ∂loss/∂quantity, per row; needs {@link #loss(int)} first. */
  void lossBackward(int rows);

  /** The loss of each row. */
  A loss();

  /** The i-th value of {@link SurrogateProgram#reported()}, of each row. */
  A reported(int i);
}
