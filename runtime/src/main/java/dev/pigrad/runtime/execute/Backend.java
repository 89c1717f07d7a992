package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.function.Function;

/**
 * Where policies are computed.
 *
 * @param <A> what holds an array of reals there
 */
public interface Backend<A> extends AutoCloseable {
  /** {@code reference}, {@code simd}, {@code opencl}. */
  String name();

  /** What does the work: {@code 2 threads}. */
  String workers();

  /** How many threads of this process work on one call at most, the caller's among them. */
  int threads();

  /** Everything that is done with an array as a whole. */
  Precision<A> precision();

  /** A zeroed flat vector of {@code length} entries, padded as stages need it. */
  A vector(int length);

  /** Room for a flat vector of {@code parameters} in the form that stages read. */
  PackedParameters<A> newPacked(List<Parameter> parameters);

  /** Makes the passes of one policy. */
  Function<PassPlan, Pass<A>> passes(PolicyProgram program);

  @Override
  void close();
}
