package dev.pigrad.runtime.program;

/**
 * Where a tile adds its share of a gradient: one array per {@link PolicyProgram#parameters()}, by
 * position; of a matrix, what {@link dev.pigrad.runtime.kernel.Kernels#accumulateOuter} adds to.
 *
 * @param <A> the array type
 */
public interface GradientArrays<A> {
  /** The accumulator of one parameter. */
  A accumulator(int parameter);
}
