package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Weight;

/**
 * The parameters of a policy (or a direction in their space) as a tile reads them: one entry per
 * {@link PolicyProgram#parameters()}, by position.
 *
 * @param <A> the array type
 */
public interface ParameterArrays<A> {
  /** A scalar or vector parameter: {@code stride(rows)} entries, padding zero. */
  A vector(int parameter);

  /** A matrix parameter in both orientations. */
  Weight<A> matrix(int parameter);
}
