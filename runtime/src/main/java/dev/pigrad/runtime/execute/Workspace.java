package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tiles that one thread works on at a time: a policy's, and those of the surrogates that it
 * meets in the same step.
 *
 * @param <A> the array type
 */
public final class Workspace<A> {
  private final StepTile<A> step;
  private final PolicyTile<A> policy;
  private final Recent<SurrogateProgram, SurrogateTile<A>> surrogates = new Recent<>();
  private final Function<SurrogateProgram, SurrogateTile<A>> newSurrogate;
  private final Recent<SurrogateProgram, SurrogateDual<A>> surrogateDuals = new Recent<>();
  private final Function<SurrogateProgram, SurrogateDual<A>> newSurrogateDual;
  private final Supplier<PolicyDual<A>> newDual;
  private @Nullable PolicyDual<A> dual;
  private @Nullable PackedParameters<A> bound;
  private long boundVersion;

  /**
   * Tiles of {@code program}.
   *
   * @param extraColumns further columns of the step
   */
  Workspace(Backend<A> backend, PolicyProgram program, int extraColumns) {
    int tileRows = program.tileRows();
    this.step = new StepTile<>(backend.kernels(), tileRows, extraColumns);
    this.policy = backend.precision().policyTile(program, backend.kernels(), step);
    this.newSurrogate =
        surrogate ->
            backend.precision().surrogateTile(surrogate, backend.kernels(), step, tileRows);
    this.newSurrogateDual =
        surrogate ->
            backend.precision().surrogateDual(surrogate, backend.kernels(), step, tileRows);
    this.newDual = () -> backend.precision().policyDual(program, backend.kernels(), step);
  }

  /** Where the tiles meet. */
  public StepTile<A> step() {
    return step;
  }

  /** The policy's tile. */
  public PolicyTile<A> policy() {
    return policy;
  }

  /** A surrogate's tile; it has no further columns or those of this workspace. */
  public SurrogateTile<A> surrogate(SurrogateProgram program) {
    return surrogates.get(program, newSurrogate);
  }

  /** The policy's tile in dual numbers, made with its first use. */
  public PolicyDual<A> dual() {
    PolicyDual<A> made = dual;
    if (made == null) {
      made = newDual.get();
      dual = made;
    }
    return made;
  }

  /** A surrogate's tile in dual numbers. */
  public SurrogateDual<A> surrogateDual(SurrogateProgram program) {
    return surrogateDuals.get(program, newSurrogateDual);
  }

  /** Binds θ, unless the tile has it already: a tile keeps copies that many calls can share. */
  void bind(PackedParameters<A> theta) {
    if (bound != theta || boundVersion != theta.version()) {
      policy.bind(theta);
      bound = theta;
      boundVersion = theta.version();
    }
  }
}
