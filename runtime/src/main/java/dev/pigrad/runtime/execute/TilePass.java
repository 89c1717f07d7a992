package dev.pigrad.runtime.execute;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A pass whose stages are methods of generated tiles, with or without a sum over the rows.
 *
 * <p>The result is the same for any number of threads: what a block sums up starts at zero, takes
 * its tiles in order, and is merged along a fixed tree.
 *
 * @param <A> the array type
 */
final class TilePass<A> implements Pass<A> {
  private static final double[] NO_SUMS = {};

  private final WorkerPool workers;
  private final TilePrecision<A> precision;
  private final Pool<Workspace<A>> workspaces;
  private final Pool<Partial<A>> partials;
  private final PassPlan plan;
  private final int sumCount;
  private final boolean hasTotal;
  private final List<TileColumn<A>> loads;
  private final List<TileColumn<A>> stores;
  private final Chunks chunks;
  private final TreeReduction<Partial<A>> tree;

  /** Made once: a method reference is an object. */
  private final IntConsumer chunkWork = this::chunk;

  private long keptBytes;
  private @Nullable Activations<A> activations;

  // θ and v of the present call
  private @Nullable PackedArrays<A> theta;
  private @Nullable PackedArrays<A> direction;

  /**
   * A pass; see {@link TilePasses}.
   *
   * @param chunks how batches are cut; it belongs to this pass
   */
  TilePass(
      TileBackend<A> backend,
      Pool<Workspace<A>> workspaces,
      Pool<Partial<A>> partials,
      Chunks chunks,
      PassPlan plan) {
    this.workers = backend.pool();
    this.precision = backend.precision();
    this.workspaces = workspaces;
    this.partials = partials;
    this.plan = plan;
    this.sumCount = plan.sums();
    this.hasTotal = plan.hasGradient() || sumCount > 0;
    this.loads = columns(backend, plan.loads());
    this.stores = columns(backend, plan.stores());
    this.chunks = chunks;
    this.tree = new TreeReduction<>(Chunks.MOST_CHUNKS, this::merge);
  }

  private static <A> List<TileColumn<A>> columns(TileBackend<A> backend, List<Transfer> transfers) {
    return transfers.stream().map(t -> new TileColumn<>(backend, t.leaf())).toList();
  }

  @Override
  public void bindLoad(int position, Segments<A> column, Rows rows) {
    loads.get(position).bind(column, rows);
  }

  @Override
  public void bindStore(int position, Segments<A> column, Rows rows) {
    stores.get(position).bind(column, rows);
  }

  @Override
  public void keepActivations(long mostBytes) {
    keptBytes = mostBytes;
    activations = null;
  }

  @Override
  public void run(
      int rows,
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      @Nullable A gradient,
      double factor,
      double[] sums) {
    this.theta = (PackedArrays<A>) theta;
    this.direction = (PackedArrays<A>) direction;
    chunks.cut(rows);
    tree.reset(chunks.count());
    Activations<A> kept = keptBytes == 0 ? null : activations(rows);
    if (kept != null) {
      kept.begin(versionOfLoads());
    }
    workers.run(chunks.count(), chunkWork);
    if (kept != null) {
      kept.end();
    }
    this.theta = null;
    this.direction = null;
    if (hasTotal) {
      Partial<A> total = tree.result();
      if (gradient != null) {
        total.copyTo(gradient, factor);
      }
      System.arraycopy(total.sums(), 0, sums, 0, sumCount);
      partials.give(total);
    }
  }

  private Activations<A> activations(int rows) {
    Activations<A> present = activations;
    if (present == null) {
      Workspace<A> workspace = workspaces.take();
      int tiles = Math.ceilDiv(rows, chunks.tileRows());
      present = new Activations<>(precision, tiles, workspace.activations(), keptBytes);
      workspaces.give(workspace);
      activations = present;
    }
    return present;
  }

  /** Grows with each write to a column that is loaded. */
  private long versionOfLoads() {
    long version = 0;
    for (int i = 0; i < loads.size(); i++) {
      version += loads.get(i).version();
    }
    return version;
  }

  private void chunk(int chunk) {
    Workspace<A> workspace = takeWorkspace();
    int first = chunks.firstBlock(chunk);
    int end = chunks.endBlock(chunk);
    if (hasTotal) {
      Partial<A> sum = sum(first, end, workspace);
      workspaces.give(workspace);
      tree.complete(chunk, sum);
    } else {
      for (int block = first; block < end; block++) {
        tiles(block, workspace, NO_SUMS);
      }
      workspaces.give(workspace);
    }
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
    partial.clear(sumCount);
    if (plan.hasGradient()) {
      workspace.tile(plan.isDual()).bindGradient(partial);
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
      workspace.tile(plan.isDual()).bindDirection(direction);
    }
    return workspace;
  }

  private void bind(Workspace<A> workspace, PackedArrays<A> parameters) {
    if (plan.isDual()) {
      workspace.tile(true).bind(parameters);
    } else {
      workspace.bind(parameters);
    }
  }

  private void tiles(int block, Workspace<A> workspace, double[] sums) {
    int end = chunks.endRow(block);
    int tileRows = chunks.tileRows();
    for (int first = chunks.firstRow(block); first < end; first += tileRows) {
      tile(workspace, first, Math.min(tileRows, end - first), sums);
    }
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    for (int i = 0; i < loads.size(); i++) {
      loads.get(i).load(first, count, buffer(workspace, plan.loads(), i));
    }
    runStages(workspace, first / chunks.tileRows(), count);
    if (sumCount > 0) {
      workspace.addSums(plan, sumCount, count, sums);
    }
    for (int i = 0; i < stores.size(); i++) {
      stores.get(i).store(first, count, buffer(workspace, plan.stores(), i));
    }
  }

  private void runStages(Workspace<A> workspace, int tile, int count) {
    Activations<A> kept = activations;
    boolean isKept = kept != null && kept.has(tile);
    for (int i = 0; i < plan.stages().size(); i++) {
      Stage stage = plan.stages().get(i);
      boolean isActing = stage == Stage.TRUNK || stage == Stage.DISTRIBUTION;
      // without rows: what all rows share
      workspace.run(stage, plan, isKept && isActing ? 0 : count);
      if (kept != null && stage == Stage.DISTRIBUTION) {
        transfer(kept, isKept, tile, workspace.activations());
      }
    }
  }

  private static <A> void transfer(
      Activations<A> kept, boolean isKept, int tile, List<A> activations) {
    if (isKept) {
      kept.load(tile, activations);
    } else {
      kept.store(tile, activations);
    }
  }

  private A buffer(Workspace<A> workspace, List<Transfer> transfers, int position) {
    return workspace.buffer(transfers.get(position).slot(), plan.isDual());
  }

  private Partial<A> merge(Partial<A> left, Partial<A> right) {
    left.add(right);
    partials.give(right);
    return left;
  }
}
