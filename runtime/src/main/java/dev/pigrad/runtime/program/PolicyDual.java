package dev.pigrad.runtime.program;

/**
 * A policy's generated code in dual numbers: {@code x + ẋ ε}, ẋ the derivative of x along the bound
 * direction v of parameter space.
 *
 * <p>The stages are those of a gradient. Forward, each computes the tangents of its values too, J
 * v; backward, it pulls back the step's cotangents together with their tangents. What it adds to
 * the bound {@link GradientArrays} is the tangent alone, the derivative of the gradient along v: H
 * v.
 *
 * @param <A> the array type
 */
public interface PolicyDual<A> extends GradientTile<A> {
  /** The tangent of one leaf of {@link PolicyProgram#distribution()}, per row. */
  A tangent(int leaf);
}
