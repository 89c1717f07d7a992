package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the passes over one policy's tiles, which share its workspaces.
 *
 * @param <A> the array type
 */
final class TilePasses<A> {
  private final TileBackend<A> backend;
  private final PolicyProgram program;

  /** By the names of the further numbers of the step. */
  private final Map<List<String>, Pool<Workspace<A>>> workspaces = new ConcurrentHashMap<>();

  /** Entries of a gradient. */
  private final int entries;

  private final Pool<Partial<A>> gradients;
  private final Pool<Partial<A>> scalars;

  /** Passes of one policy. */
  TilePasses(TileBackend<A> backend, PolicyProgram program) {
    this.backend = backend;
    this.program = program;
    this.entries = program.parameters().stream().mapToInt(Parameter::size).sum();
    this.gradients = new Pool<>(() -> new Partial<>(backend, program.parameters()));
    this.scalars = new Pool<>(() -> new Partial<>(backend, List.of()));
  }

  Pass<A> pass(PassPlan plan) {
    Pool<Workspace<A>> pool =
        workspaces.computeIfAbsent(
            plan.extras(), names -> new Pool<>(() -> new Workspace<>(backend, program, names)));
    Pool<Partial<A>> partials = plan.hasGradient() ? gradients : scalars;
    Chunks chunks = new Chunks(program.tileRows(), plan.hasGradient() ? entries : 0);
    return new TilePass<>(backend, pool, partials, chunks, plan);
  }
}
