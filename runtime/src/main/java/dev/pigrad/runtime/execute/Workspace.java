package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.function.Function;
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

  /** Binds θ, unless the tile has it already: a tile keeps copies that many calls can share. */
  void bind(PackedParameters<A> theta) {
    if (bound != theta || boundVersion != theta.version()) {
      policy.bind(theta);
      bound = theta;
      boundVersion = theta.version();
    }
  }
}
