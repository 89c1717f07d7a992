package dev.pigrad.runtime.program;

/**
 * A surrogate's generated code in dual numbers, over the rows of a {@link StepTile}.
 *
 * @param <A> the array type
 */
public interface SurrogateDual<A> {
  /**
   * Sets the step's cotangents to ∂loss/∂quantity, and their tangents to how these change as the
   * quantities move along their tangents, per row.
   */
  void lossBackward(int rows);
}
