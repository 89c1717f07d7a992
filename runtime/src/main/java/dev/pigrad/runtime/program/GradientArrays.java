package dev.pigrad.runtime.program;

/**
 * Where a tile adds its share of a gradient: one array per {@link PolicyProgram#parameters()}, by
 * position; a matrix (rows, columns) with row stride {@code stride(columns)}.
 *
 * @param <A> the array type
 */
public interface GradientArrays<A> {
  /** The accumulator of one parameter. */
  A accumulator(int parameter);
}
