package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs work over all tiles of a batch, with or without a sum over its rows.
 *
 * <p>The result is the same for any number of threads: what a chunk sums up starts at zero, takes
 * its tiles in order, and is merged along a fixed tree.
 *
 * @param <A> the array type
 */
public final class TilePasses<A> {
  private final Backend<A> backend;
  private final WorkerPool workers;
  private final PolicyProgram program;
  private final Map<Integer, Pool<Workspace<A>>> workspaces = new ConcurrentHashMap<>();
  private final Pool<Partial<A>> gradients;
  private final Pool<Partial<A>> scalars;

  /** Passes of one policy. */
  public TilePasses(Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    this.backend = backend;
    this.workers = workers;
    this.program = program;
    this.gradients = new Pool<>(() -> new Partial<>(backend, program.parameters()));
    this.scalars = new Pool<>(() -> new Partial<>(backend, List.of()));
  }

  /**
   * What is done with one tile.
   *
   * @param <A> the array type
   */
  @FunctionalInterface
  public interface TileWork<A> {
    /** Works on {@code count} rows of the batch from {@code first}. */
    void run(Workspace<A> workspace, int first, int count);
  }

  /**
   * What is done with one tile where a sum is formed.
   *
   * @param <A> the array type
   */
  @FunctionalInterface
  public interface SummingWork<A> {
    /** Works on {@code count} rows of the batch from {@code first}, and adds to {@code sums}. */
    void run(Workspace<A> workspace, int first, int count, double[] sums);
  }

  /**
   * What a pass sums up.
   *
   * @param extraColumns further columns of the step
   * @param scalars how many sums besides the gradient
   * @param gradient whether there is a gradient
   */
  public record Sums(int extraColumns, int scalars, boolean gradient) {
    /** A gradient and nothing else. */
    public static final Sums GRADIENT = new Sums(0, 0, true);
  }

  /**
   * Runs {@code work} on every tile.
   *
   * @param prepare binds a workspace before its first tile
   */
  public void each(int rows, Consumer<Workspace<A>> prepare, TileWork<A> work) {
    Chunks chunks = Chunks.of(rows, program.tileRows());
    Pool<Workspace<A>> pool = pool(0);
    workers.run(
        chunks.count(),
        chunk -> {
          Workspace<A> workspace = pool.take();
          prepare.accept(workspace);
          tiles(chunks, chunk, (first, count) -> work.run(workspace, first, count));
          pool.give(workspace);
        });
  }

  /**
   * Runs {@code work} on every tile, with a gradient bound if {@code sums} has one, and returns the
   * total; to be given back.
   *
   * @param prepare binds a workspace before its first tile
   */
  public Partial<A> sum(int rows, Sums sums, Consumer<Workspace<A>> prepare, SummingWork<A> work) {
    Chunks chunks = Chunks.of(rows, program.tileRows());
    Pool<Workspace<A>> pool = pool(sums.extraColumns());
    Pool<Partial<A>> partials = sums.gradient() ? gradients : scalars;
    TreeReduction<Partial<A>> tree =
        new TreeReduction<>(
            chunks.count(),
            (left, right) -> {
              left.add(right);
              partials.give(right);
              return left;
            });
    workers.run(
        chunks.count(),
        chunk -> {
          Workspace<A> workspace = pool.take();
          Partial<A> partial = partials.take();
          partial.clear(sums.scalars());
          prepare.accept(workspace);
          if (sums.gradient()) {
            workspace.policy().bindGradient(partial);
          }
          tiles(chunks, chunk, (first, count) -> work.run(workspace, first, count, partial.sums()));
          pool.give(workspace);
          tree.complete(chunk, partial);
        });
    return tree.result();
  }

  /** Takes back what {@link #sum} returned. */
  public void release(Sums sums, Partial<A> partial) {
    (sums.gradient() ? gradients : scalars).give(partial);
  }

  private Pool<Workspace<A>> pool(int extraColumns) {
    return workspaces.computeIfAbsent(
        extraColumns, extra -> new Pool<>(() -> new Workspace<>(backend, program, extra)));
  }

  @FunctionalInterface
  private interface RowRange {
    void accept(int first, int count);
  }

  private static void tiles(Chunks chunks, int chunk, RowRange tile) {
    int end = chunks.endRow(chunk);
    for (int first = chunks.firstRow(chunk); first < end; first += chunks.tileRows()) {
      tile.accept(first, Math.min(chunks.tileRows(), end - first));
    }
  }
}
