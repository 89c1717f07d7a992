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
 * @param trainable the positions that derivatives are taken in
 * @param constant the others
 * @param <A> the array type
 */
record ParameterSpace<A>(
    Engine engine,
    Backend<A> backend,
    String policy,
    List<Parameter> parameters,
    ParameterLayout layout,
    ParameterLayout.Subset all,
    ParameterLayout.Subset trainable,
    ParameterLayout.Subset constant) {

  static <A> ParameterSpace<A> of(
      Engine engine, Backend<A> backend, String policy, List<Parameter> parameters) {
    ParameterLayout layout = ParameterLayout.of(parameters);
    return new ParameterSpace<>(engine, backend, policy, parameters, layout, layout.trainable());
  }

  private ParameterSpace(
      Engine engine,
      Backend<A> backend,
      String policy,
      List<Parameter> parameters,
      ParameterLayout layout,
      ParameterLayout.Subset trainable) {
    this(
        engine,
        backend,
        policy,
        parameters,
        layout,
        layout.all(),
        trainable,
        trainable.complement());
  }

  /** The same parameters, with those outside of {@code subset} constant too. */
  ParameterSpace<A> training(ParameterLayout.Subset subset) {
    requirePart(subset);
    return new ParameterSpace<>(engine, backend, policy, parameters, layout, trainable.and(subset));
  }

  /** Whether more is constant than what is frozen. */
  boolean isRestricted() {
    return !trainable.equals(layout.trainable());
  }

  /** Refuses a subset of another layout. */
  void requirePart(ParameterLayout.Subset subset) {
    if (!layout.equals(subset.layout())) {
      throw new IllegalArgumentException(
          "this subset is of another layout, with "
              + subset.layout().names()
              + "; take it from the layout of '"
              + policy
              + "'");
    }
  }

  boolean isSame(ParameterSpace<?> other) {
    return engine == other.engine && policy.equals(other.policy) && layout.equals(other.layout);
  }

  /** {@code 'example.PendulumPolicy' on the simd engine (2 threads)}. */
  String description() {
    return "'" + policy + "' on the " + engine;
  }
}
