package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.Partial;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Recent;
import dev.pigrad.runtime.execute.TileColumn;
import dev.pigrad.runtime.execute.TilePasses;
import dev.pigrad.runtime.execute.WorkerPool;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.ParameterArrays;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LoadedPolicy} offers, with the array type known: each operation is a pass over tiles.
 *
 * @param <A> the array type
 */
final class PolicyOperations<A> {
  private final Backend<A> backend;
  private final Precision<A> precision;
  private final PolicyProgram program;
  private final ParameterSpace<A> space;
  private final BatchLayout layout;
  private final TilePasses<A> passes;
  private final Recent<SurrogateProgram, SurrogateProgram> accepted = new Recent<>();

  private PolicyOperations(
      Engine engine, Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    this.backend = backend;
    this.precision = backend.precision();
    this.program = program;
    this.space = ParameterSpace.of(engine, backend, program.name(), program.parameters());
    this.layout = BatchLayout.of(program);
    this.passes = new TilePasses<>(backend, workers, program);
  }

  static <A> PolicyOperations<A> of(
      Engine engine, Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    return new PolicyOperations<>(engine, backend, workers, program);
  }

  PolicyProgram program() {
    return program;
  }

  ParameterLayout parameterLayout() {
    return space.layout();
  }

  Parameters newParameters() {
    space.engine().requireOpen();
    return new Parameters(new FlatVector<>(space));
  }

  Batch newBatch(int rows) {
    space.engine().requireOpen();
    if (rows < 1 || rows > 1 << 30) {
      throw new IllegalArgumentException(
          "a batch has 1 to 2^30 rows, found " + rows + "; use several batches for more");
    }
    return new Batch(new BatchStore<>(space.engine(), program.name(), layout, precision, rows));
  }

  // ── Values per row
  // ──────────────────────────────────────────────────────────────────────────────

  double[] quantity(Parameters theta, Batch batch, Quantity quantity) {
    Offers.require(program, quantity);
    Set<Quantity> only = EnumSet.of(quantity);
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, only);
    double[] result = new double[view.rows().count()];
    passes.each(
        view.rows().count(),
        at(theta),
        (workspace, first, count) -> {
          columns.load(workspace, first, count);
          Stages.forward(workspace.policy(), only, count);
          precision.read(workspace.step().value(quantity), 0, result, first, count);
        });
    return result;
  }

  double[][] distribution(Parameters theta, Batch batch, String leaf) {
    int position = distributionLeaf(leaf);
    int width = program.distribution().get(position).width();
    int stride = backend.kernels().stride(width);
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, Set.of());
    double[][] result = new double[view.rows().count()][width];
    passes.each(
        view.rows().count(),
        at(theta),
        (workspace, first, count) -> {
          columns.load(workspace, first, count);
          PolicyTile<A> tile = workspace.policy();
          tile.trunk(count);
          tile.distribution(count);
          tile.recordOld(count);
          for (int row = 0; row < count; row++) {
            precision.read(tile.old(position), row * stride, result[first + row], 0, width);
          }
        });
    return result;
  }

  private int distributionLeaf(String name) {
    List<String> names = program.distribution().stream().map(Leaf::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "the distribution of policy '"
              + program.name()
              + "' has no '"
              + name
              + "'; it has "
              + names);
    }
    return position;
  }

  // ── Acting and recording
  // ────────────────────────────────────────────────────────────────────────

  void record(Parameters theta, Batch batch) {
    BatchView<A> view = view(batch);
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    quantities.addAll(recorded());
    if (!view.hasAll(layout.action())) {
      quantities.remove(Quantity.LOG_PROB);
    }
    PassColumns<A> columns = columns(view, quantities);
    Recording recording = new Recording(view, quantities);
    passes.each(
        view.rows().count(),
        at(theta),
        (workspace, first, count) -> {
          columns.load(workspace, first, count);
          PolicyTile<A> tile = workspace.policy();
          tile.trunk(count);
          tile.distribution(count);
          recording.run(workspace, first, count);
        });
  }

  void sample(Parameters theta, Batch batch) {
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, Set.of());
    List<TileColumn<A>> noise = view.read(layout.noise(), reader());
    List<TileColumn<A>> actions = view.write(layout.action());
    Recording recording = new Recording(view, recorded());
    passes.each(
        view.rows().count(),
        at(theta),
        (workspace, first, count) -> {
          PolicyTile<A> tile = workspace.policy();
          columns.load(workspace, first, count);
          PassColumns.load(noise, first, count, tile::noise);
          tile.trunk(count);
          tile.distribution(count);
          tile.sample(count);
          PassColumns.store(actions, first, count, tile::action);
          recording.run(workspace, first, count);
        });
  }

  void drawNoise(Batch batch, List<RandomStream> streams) {
    if (streams.size() != batch.rows()) {
      throw new IllegalArgumentException(
          "act needs a stream for each of the "
              + batch.rows()
              + " rows, found "
              + streams.size()
              + "; give one per row");
    }
    List<Column> columns = layout.noise().stream().map(leaf -> batch.column(leaf.name())).toList();
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        Leaf leaf = layout.noise().get(i);
        columns.get(i).set(row, variates(leaf, streams.get(row)));
      }
    }
  }

  private static double[] variates(Leaf leaf, RandomStream stream) {
    double[] variates = new double[leaf.width()];
    for (int i = 0; i < variates.length; i++) {
      variates[i] =
          leaf.kind() == Leaf.Kind.NORMAL ? stream.nextNormal() : stream.nextUniformOpen();
    }
    return variates;
  }

  void mode(Parameters theta, Batch batch) {
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, Set.of());
    List<TileColumn<A>> actions = view.write(layout.action());
    passes.each(
        view.rows().count(),
        at(theta),
        (workspace, first, count) -> {
          PolicyTile<A> tile = workspace.policy();
          columns.load(workspace, first, count);
          tile.trunk(count);
          tile.distribution(count);
          tile.mode(count);
          PassColumns.store(actions, first, count, tile::action);
        });
  }

  /** What is recorded of the behaviour policy, as far as the policy has it. */
  private Set<Quantity> recorded() {
    Set<Quantity> quantities = EnumSet.of(Quantity.LOG_PROB, Quantity.VALUE);
    quantities.retainAll(program.offers());
    return quantities;
  }

  /** Stores the behaviour policy's columns of a tile whose distribution is computed. */
  private final class Recording {
    private final List<TileColumn<A>> old;
    private final @Nullable TileColumn<A> logProb;
    private final @Nullable TileColumn<A> value;

    Recording(BatchView<A> view, Set<Quantity> quantities) {
      this.old = view.write(layout.old());
      this.logProb = target(view, quantities, Quantity.LOG_PROB, Batch.OLD_LOG_PROB);
      this.value = target(view, quantities, Quantity.VALUE, Batch.OLD_VALUE);
    }

    private @Nullable TileColumn<A> target(
        BatchView<A> view, Set<Quantity> quantities, Quantity quantity, String column) {
      return quantities.contains(quantity) ? view.write(BatchLayout.scalar(column)) : null;
    }

    void run(Workspace<A> workspace, int first, int count) {
      PolicyTile<A> tile = workspace.policy();
      tile.recordOld(count);
      PassColumns.store(old, first, count, tile::old);
      if (logProb != null) {
        tile.logProb(count);
        logProb.store(first, count, workspace.step().value(Quantity.LOG_PROB));
      }
      if (value != null) {
        tile.value(count);
        value.store(first, count, workspace.step().value(Quantity.VALUE));
      }
    }
  }

  // ── Sums over the batch
  // ─────────────────────────────────────────────────────────────────────────

  GradientResult gradient(
      Parameters theta, SurrogateProgram surrogate, Batch batch, @Nullable Parameters gradient) {
    accepted.get(surrogate, this::accept);
    BatchView<A> view = view(batch);
    Set<Quantity> reads = surrogate.reads();
    PassColumns<A> columns =
        new PassColumns<>(
            view,
            layout,
            reads,
            surrogate.extraColumns(),
            "surrogate '" + surrogate.name() + "' with policy '" + program.name() + "'");
    int reported = surrogate.reported().size();
    double[] sums =
        sum(
            view,
            new TilePasses.Sums(surrogate.extraColumns().size(), 1 + reported, gradient != null),
            at(theta),
            (workspace, first, count, totals) -> {
              SurrogateTile<A> loss = workspace.surrogate(surrogate);
              columns.load(workspace, first, count);
              Stages.forward(workspace.policy(), reads, count);
              loss.loss(count);
              totals[0] += precision.sum(loss.loss(), count);
              for (int i = 0; i < reported; i++) {
                totals[1 + i] += precision.sum(loss.reported(i), count);
              }
              if (gradient != null) {
                loss.lossBackward(count);
                Stages.backward(workspace.policy(), surrogate.differentiates(), count);
              }
            },
            target(theta, gradient),
            1.0 / view.rows().count());
    return GradientResult.ofSums(sums, surrogate.reported(), view.rows().count());
  }

  private SurrogateProgram accept(SurrogateProgram surrogate) {
    Staleness.check(surrogate.name(), surrogate.composedFrom(), surrogate.present());
    Offers.require(program, surrogate);
    return surrogate;
  }

  void scoreGradient(Parameters theta, double[] weights, Batch batch, Parameters gradient) {
    Offers.require(program, Quantity.LOG_PROB);
    Set<Quantity> only = EnumSet.of(Quantity.LOG_PROB);
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, only);
    if (weights.length != view.rows().count()) {
      throw new IllegalArgumentException(
          "scoreGradient needs a weight for each of the "
              + view.rows().count()
              + " rows, found "
              + weights.length
              + "; give one per row");
    }
    sum(
        view,
        TilePasses.Sums.GRADIENT,
        at(theta),
        (workspace, first, count, totals) -> {
          columns.load(workspace, first, count);
          Stages.forward(workspace.policy(), only, count);
          A cotangent = workspace.step().cotangent(Quantity.LOG_PROB);
          precision.write(weights, first, cotangent, 0, count);
          Stages.backward(workspace.policy(), only, count);
        },
        target(theta, gradient),
        1);
  }

  /** The entries of a column of one number per row. */
  double[] weights(Batch batch, String column) {
    view(batch).read(BatchLayout.scalar(column), "scoreGradient");
    return batch.column(column).toDoubleArray();
  }

  void fisher(Parameters theta, Batch batch, Parameters v, Parameters product) {
    boolean empirical = !program.offers().contains(Quantity.KL);
    BatchView<A> view = view(batch);
    PassColumns<A> columns = columns(view, empirical ? EnumSet.of(Quantity.LOG_PROB) : Set.of());
    ParameterArrays<A> direction = v.in(space).packed();
    sum(
        view,
        TilePasses.Sums.GRADIENT,
        at(theta).andThen(workspace -> workspace.policy().bindDirection(direction)),
        (workspace, first, count, totals) -> {
          columns.load(workspace, first, count);
          Stages.fisher(workspace.policy(), empirical, count);
        },
        target(theta, product),
        1.0 / view.rows().count());
  }

  /** Runs a pass; its gradient, times {@code factor}, goes to {@code target}. */
  private double[] sum(
      BatchView<A> view,
      TilePasses.Sums sums,
      Consumer<Workspace<A>> prepare,
      TilePasses.SummingWork<A> work,
      @Nullable FlatVector<A> target,
      double factor) {
    Partial<A> total = passes.sum(view.rows().count(), sums, prepare, work);
    if (target != null) {
      total.copyTo(target.values(), factor);
      target.changed();
    }
    double[] scalars = total.sums().clone();
    passes.release(sums, total);
    return scalars;
  }

  private @Nullable FlatVector<A> target(Parameters theta, @Nullable Parameters gradient) {
    if (gradient == null) {
      return null;
    }
    if (gradient == theta) {
      throw new IllegalArgumentException(
          "the gradient would overwrite the parameters that it is taken at; use newGradient()");
    }
    return gradient.in(space);
  }

  // ── What a pass starts from
  // ─────────────────────────────────────────────────────────────────────

  private Consumer<Workspace<A>> at(Parameters theta) {
    ParameterArrays<A> packed = theta.in(space).packed();
    return workspace -> workspace.policy().bind(packed);
  }

  private BatchView<A> view(Batch batch) {
    return new BatchView<>(batch.in(space, layout), batch.view(), backend);
  }

  private PassColumns<A> columns(BatchView<A> view, Set<Quantity> quantities) {
    return new PassColumns<>(view, layout, quantities, List.of(), reader());
  }

  private String reader() {
    return "policy '" + program.name() + "'";
  }
}
