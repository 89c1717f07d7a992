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
public final class TilePasses<A> {
  private final Backend<A> backend;
  private final WorkerPool workers;
  private final PolicyProgram program;

  /** By how many further columns the step has. */
  private final Map<Integer, Pool<Workspace<A>>> workspaces = new ConcurrentHashMap<>();

  /** Entries of a gradient. */
  private final int entries;

  private final Pool<Partial<A>> gradients;
  private final Pool<Partial<A>> scalars;

  /** Passes of one policy. */
  public TilePasses(Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    this.backend = backend;
    this.workers = workers;
    this.program = program;
    this.entries = program.parameters().stream().mapToInt(Parameter::size).sum();
    this.gradients = new Pool<>(() -> new Partial<>(backend, program.parameters()));
    this.scalars = new Pool<>(() -> new Partial<>(backend, List.of()));
  }

  /** A pass without a sum. */
  public TilePass<A> each(TilePass.Work<A> work) {
    return pass(0, false, false, 0, work);
  }

  /** A pass that sums up a gradient and nothing else. */
  public TilePass<A> gradient(TilePass.Work<A> work) {
    return pass(0, true, false, 0, work);
  }

  /**
   * A pass that sums up numbers, and a gradient if {@code gradient}.
   *
   * @param extraColumns further columns of the step
   * @param sums how many numbers
   */
  public TilePass<A> sums(int extraColumns, int sums, boolean gradient, TilePass.Work<A> work) {
    return pass(extraColumns, gradient, false, sums, work);
  }

  /** A pass without a sum, in dual numbers. */
  public TilePass<A> dualEach(TilePass.Work<A> work) {
    return pass(0, false, true, 0, work);
  }

  /**
   * A pass that sums up a gradient's tangent, in dual numbers.
   *
   * @param extraColumns further columns of the step
   */
  public TilePass<A> dualGradient(int extraColumns, TilePass.Work<A> work) {
    return pass(extraColumns, true, true, 0, work);
  }

  private TilePass<A> pass(
      int extraColumns, boolean gradient, boolean dual, int sums, TilePass.Work<A> work) {
    Pool<Partial<A>> partials = gradient ? gradients : scalars;
    Pool<Workspace<A>> pool =
        workspaces.computeIfAbsent(
            extraColumns, extra -> new Pool<>(() -> new Workspace<>(backend, program, extra)));
    Chunks chunks = new Chunks(program.tileRows(), gradient ? entries : 0);
    return new TilePass<>(workers, pool, partials, chunks, gradient, dual, sums, work);
  }
}
