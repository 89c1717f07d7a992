package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.GradientTile;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work over all tiles of a batch, with or without a sum over its rows. An object serves one call at
 * a time and is used again for the next, so that a call allocates nothing.
 *
 * <p>The result is the same for any number of threads: what a block sums up starts at zero, takes
 * its tiles in order, and is merged along a fixed tree.
 *
 * @param <A> the array type
 */
public final class TilePass<A> {
  /**
   * What is done with one tile.
   *
   * @param <A> the array type
   */
  @FunctionalInterface
  public interface Work<A> {
    /** Works on {@code count} rows of the batch from {@code first}, and adds to {@code sums}. */
    void run(Workspace<A> workspace, int first, int count, double[] sums);
  }

  private static final double[] NO_SUMS = {};

  private final WorkerPool workers;
  private final Pool<Workspace<A>> workspaces;
  private final Pool<Partial<A>> partials;
  private final Work<A> work;
  private final boolean gradient;
  private final boolean dual;
  private final int scalars;
  private final Chunks chunks;
  private final TreeReduction<Partial<A>> tree;

  /** Made once: a method reference is an object. */
  private final IntConsumer eachOfChunk = this::eachOfChunk;

  private final IntConsumer sumOfChunk = this::sumOfChunk;

  // θ and v of the present call
  private @Nullable PackedParameters<A> theta;
  private @Nullable PackedParameters<A> direction;

  /**
   * A pass; see {@link TilePasses}.
   *
   * @param chunks how batches are cut; it belongs to this pass
   * @param gradient whether the partials have a gradient
   * @param dual whether θ, v and the gradient are bound to the policy's tile in dual numbers
   * @param scalars how many sums there are besides the gradient
   */
  TilePass(
      WorkerPool workers,
      Pool<Workspace<A>> workspaces,
      Pool<Partial<A>> partials,
      Chunks chunks,
      boolean gradient,
      boolean dual,
      int scalars,
      Work<A> work) {
    this.workers = workers;
    this.workspaces = workspaces;
    this.partials = partials;
    this.work = work;
    this.gradient = gradient;
    this.dual = dual;
    this.scalars = scalars;
    this.chunks = chunks;
    this.tree = new TreeReduction<>(Chunks.MOST_CHUNKS, this::merge);
  }

  /** Runs the work on every tile of {@code rows} rows at θ. */
  public void each(int rows, PackedParameters<A> theta) {
    run(rows, theta, null, eachOfChunk);
  }

  /** Runs the work on every tile of {@code rows} rows at θ, with a direction v. */
  public void each(int rows, PackedParameters<A> theta, PackedParameters<A> direction) {
    run(rows, theta, direction, eachOfChunk);
  }

  /**
   * Runs the work on every tile of {@code rows} rows at θ, and returns the total; to be given back
   * to {@link #release}.
   *
   * @param direction v where the work pushes it forward
   */
  public Partial<A> sum(
      int rows, PackedParameters<A> theta, @Nullable PackedParameters<A> direction) {
    run(rows, theta, direction, sumOfChunk);
    return tree.result();
  }

  /** Takes back what {@link #sum} returned. */
  public void release(Partial<A> total) {
    partials.give(total);
  }

  private void run(
      int rows,
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      IntConsumer chunk) {
    this.theta = theta;
    this.direction = direction;
    chunks.cut(rows);
    tree.reset(chunks.count());
    workers.run(chunks.count(), chunk);
    this.theta = null;
    this.direction = null;
  }

  private void eachOfChunk(int chunk) {
    Workspace<A> workspace = takeWorkspace();
    for (int block = chunks.firstBlock(chunk); block < chunks.endBlock(chunk); block++) {
      tiles(block, workspace, NO_SUMS);
    }
    workspaces.give(workspace);
  }

  private void sumOfChunk(int chunk) {
    Workspace<A> workspace = takeWorkspace();
    Partial<A> sum = sum(chunks.firstBlock(chunk), chunks.endBlock(chunk), workspace);
    workspaces.give(workspace);
    tree.complete(chunk, sum);
  }

  /** Adds up the blocks from {@code first} to before {@code end}, halves by themselves. */
  private Partial<A> sum(int first, int end, Workspace<A> workspace) {
    if (end - first == 1) {
      return sumOfBlock(first, workspace);
    }
    int middle = (first + end) >>> 1;
    return merge(sum(first, middle, workspace), sum(middle, end, workspace));
  }

  private Partial<A> sumOfBlock(int block, Workspace<A> workspace) {
    Partial<A> partial = partials.take();
    partial.clear(scalars);
    if (gradient) {
      tile(workspace).bindGradient(partial);
    }
    tiles(block, workspace, partial.sums());
    return partial;
  }

  private Workspace<A> takeWorkspace() {
    Workspace<A> workspace = workspaces.take();
    if (theta != null) {
      bind(workspace, theta);
    }
    if (direction != null) {
      tile(workspace).bindDirection(direction);
    }
    return workspace;
  }

  private void bind(Workspace<A> workspace, PackedParameters<A> parameters) {
    if (dual) {
      workspace.dual().bind(parameters);
    } else {
      workspace.bind(parameters);
    }
  }

  private GradientTile<A> tile(Workspace<A> workspace) {
    return dual ? workspace.dual() : workspace.policy();
  }

  private void tiles(int block, Workspace<A> workspace, double[] sums) {
    int end = chunks.endRow(block);
    int tileRows = chunks.tileRows();
    for (int first = chunks.firstRow(block); first < end; first += tileRows) {
      work.run(workspace, first, Math.min(tileRows, end - first), sums);
    }
  }

  private Partial<A> merge(Partial<A> left, Partial<A> right) {
    left.add(right);
    partials.give(right);
    return left;
  }
}
