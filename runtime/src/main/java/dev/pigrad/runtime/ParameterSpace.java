package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.program.Parameter;
import java.util.List;

/**
 * Whose parameters a vector holds: what must agree for two vectors to meet.
 *
 * @param engine where they live
 * @param backend its backend
 * @param policy the policy's qualified name
 * @param parameters the policy's tensors
 * @param layout the same, as users see them
 * @param all every position
 * @param trainable the positions that are not frozen
 * @param <A> the array type
 */
record ParameterSpace<A>(
    Engine engine,
    Backend<A> backend,
    String policy,
    List<Parameter> parameters,
    ParameterLayout layout,
    ParameterLayout.Subset all,
    ParameterLayout.Subset trainable) {

  static <A> ParameterSpace<A> of(
      Engine engine, Backend<A> backend, String policy, List<Parameter> parameters) {
    ParameterLayout layout = ParameterLayout.of(parameters);
    return new ParameterSpace<>(
        engine, backend, policy, parameters, layout, layout.all(), layout.trainable());
  }

  boolean isSame(ParameterSpace<?> other) {
    return engine == other.engine && policy.equals(other.policy) && layout.equals(other.layout);
  }

  /** {@code 'example.PendulumPolicy' on the simd engine (2 threads)}. */
  String description() {
    return "'" + policy + "' on the " + engine;
  }
}
