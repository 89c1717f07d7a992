package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.function.Function;

/**
 * A backend whose threads take tiles through generated Java.
 *
 * @param name {@code reference}, {@code simd}
 * @param kernels the structured operations
 * @param precision everything else that depends on the array type
 * @param pool its threads
 * @param <A> the array type
 */
public record TileBackend<A>(
    String name, Kernels<A> kernels, TilePrecision<A> precision, WorkerPool pool)
    implements Backend<A> {

  @Override
  public String workers() {
    return pool.threads() + (pool.threads() == 1 ? " thread" : " threads");
  }

  @Override
  public int threads() {
    return pool.threads();
  }

  @Override
  public A vector(int length) {
    return kernels.allocate(length);
  }

  @Override
  public PackedParameters<A> newPacked(List<Parameter> parameters) {
    return new PackedArrays<>(kernels, parameters);
  }

  @Override
  public Function<PassPlan, Pass<A>> passes(PolicyProgram program) {
    return new TilePasses<>(this, program)::pass;
  }

  @Override
  public void close() {
    pool.close();
  }
}
