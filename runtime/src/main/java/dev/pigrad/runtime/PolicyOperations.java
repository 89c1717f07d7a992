package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Partial;
import dev.pigrad.runtime.execute.Pool;
import dev.pigrad.runtime.execute.Recent;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePasses;
import dev.pigrad.runtime.execute.WorkerPool;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What {@link LoadedPolicy} offers, with the array type known: handles are checked, then a pass
 * runs over the tiles. Passes are pooled, so that a call allocates nothing but what it returns.
 *
 * @param <A> the array type
 */
final class PolicyOperations<A> {
  private final PolicyProgram program;
  private final ParameterSpace<A> space;
  private final PolicyContext<A> context;
  private final Pool<SamplePass<A>> samples;
  private final Pool<ModePass<A>> modes;
  private final Pool<RecordPass<A>> records;
  private final Pool<RecordPass<A>> recordsWithoutActions;
  private final Pool<ScorePass<A>> scores;
  private final Pool<FisherPass<A>> fishers;
  private final Pool<FisherPass<A>> empiricalFishers;
  private final Recent<SurrogateProgram, Pool<SurrogatePass<A>>> gradients = new Recent<>();
  private final Recent<SurrogateProgram, Pool<SurrogatePass<A>>> evaluations = new Recent<>();
  private final Recent<SurrogateProgram, Pool<HessianPass<A>>> hessians = new Recent<>();
  private final Function<SurrogateProgram, Pool<HessianPass<A>>> newHessians;
  private final Function<SurrogateProgram, Pool<SurrogatePass<A>>> newGradients;
  private final Function<SurrogateProgram, Pool<SurrogatePass<A>>> newEvaluations;

  private PolicyOperations(
      Engine engine, Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    this.program = program;
    this.space = ParameterSpace.of(engine, backend, program.name(), program.parameters());
    this.context =
        new PolicyContext<>(
            backend,
            program,
            BatchLayout.of(program),
            Set.copyOf(program.offers()),
            "policy '" + program.name() + "'",
            new TilePasses<>(backend, workers, program));
    this.samples = new Pool<>(() -> new SamplePass<>(context));
    this.modes = new Pool<>(() -> new ModePass<>(context));
    this.records = new Pool<>(() -> new RecordPass<>(context, true));
    this.recordsWithoutActions = new Pool<>(() -> new RecordPass<>(context, false));
    this.scores = new Pool<>(() -> new ScorePass<>(context));
    this.fishers = new Pool<>(() -> new FisherPass<>(context, false));
    this.empiricalFishers = new Pool<>(() -> new FisherPass<>(context, true));
    this.newHessians = this::hessianPasses;
    this.newGradients = surrogate -> surrogatePasses(surrogate, true);
    this.newEvaluations = surrogate -> surrogatePasses(surrogate, false);
  }

  static <A> PolicyOperations<A> of(
      Engine engine, Backend<A> backend, WorkerPool workers, PolicyProgram program) {
    return new PolicyOperations<>(engine, backend, workers, program);
  }

  private Pool<HessianPass<A>> hessianPasses(SurrogateProgram surrogate) {
    requireFit(surrogate);
    return new Pool<>(() -> new HessianPass<>(context, surrogate));
  }

  private void requireFit(SurrogateProgram surrogate) {
    Staleness.check(surrogate.name(), surrogate.composedFrom(), surrogate.present());
    Offers.require(program, surrogate);
  }

  private Pool<SurrogatePass<A>> surrogatePasses(SurrogateProgram surrogate, boolean backward) {
    requireFit(surrogate);
    return new Pool<>(() -> new SurrogatePass<>(context, surrogate, backward));
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
    return new Batch(
        new BatchStore<>(
            space.engine(), program.name(), context.layout(), context.precision(), rows));
  }

  // ── Values per row ─────────────────────────────────────────────────────────────────────────────

  double[] quantity(Parameters theta, Batch batch, Quantity quantity) {
    Offers.require(program, quantity);
    double[] result = new double[batch.rows()];
    new QuantityPass<>(context, quantity).run(packed(theta), store(batch), batch.view(), result);
    return result;
  }

  double[][] distribution(Parameters theta, Batch batch, String leaf) {
    int position = distributionLeaf(leaf);
    double[][] result = new double[batch.rows()][program.distribution().get(position).width()];
    new DistributionPass<>(context, position)
        .run(packed(theta), store(batch), batch.view(), result);
    return result;
  }

  Tangents jvp(Parameters theta, Parameters v, Batch batch) {
    BatchStore<A> store = store(batch);
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    quantities.addAll(context.offers());
    if (!store.hasAll(context.layout().action())) {
      quantities.remove(Quantity.LOG_PROB);
    }
    if (!store.hasAll(context.layout().old())) {
      quantities.remove(Quantity.KL);
    }
    return new TangentPass<>(context, quantities)
        .run(packed(theta), packed(v), store, batch.view());
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

  // ── Acting and recording ───────────────────────────────────────────────────────────────────────

  void record(Parameters theta, Batch batch) {
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    Pool<RecordPass<A>> pool =
        store.hasAll(context.layout().action()) ? records : recordsWithoutActions;
    RecordPass<A> pass = pool.take();
    pass.run(packed, store, batch.view());
    pool.give(pass);
  }

  void act(Parameters theta, Batch batch, List<RandomStream> streams) {
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    Rows rows = batch.view();
    if (streams.size() != rows.count()) {
      throw new IllegalArgumentException(
          "act needs a stream for each of the "
              + rows.count()
              + " rows, found "
              + streams.size()
              + "; give one per row");
    }
    SamplePass<A> pass = samples.take();
    pass.draw(store, rows, streams);
    pass.run(packed, store, rows);
    samples.give(pass);
  }

  void replay(Parameters theta, Batch batch) {
    SamplePass<A> pass = samples.take();
    pass.run(packed(theta), store(batch), batch.view());
    samples.give(pass);
  }

  void mode(Parameters theta, Batch batch) {
    ModePass<A> pass = modes.take();
    pass.run(packed(theta), store(batch), batch.view());
    modes.give(pass);
  }

  // ── Sums over the batch ────────────────────────────────────────────────────────────────────────

  GradientResult gradient(
      Parameters theta, SurrogateProgram surrogate, Batch batch, Parameters gradient) {
    Pool<SurrogatePass<A>> pool = gradients.get(surrogate, newGradients);
    FlatVector<A> target = target(theta, gradient);
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    int rows = batch.rows();
    SurrogatePass<A> pass = pool.take();
    Partial<A> total = pass.run(packed, store, batch.view());
    write(total, target, 1.0 / rows);
    GradientResult result = gradient.result(pass.reported());
    result.set(total.sums(), rows);
    pass.release(total);
    pool.give(pass);
    return result;
  }

  GradientResult evaluate(Parameters theta, SurrogateProgram surrogate, Batch batch) {
    Pool<SurrogatePass<A>> pool = evaluations.get(surrogate, newEvaluations);
    SurrogatePass<A> pass = pool.take();
    Partial<A> total = pass.run(packed(theta), store(batch), batch.view());
    GradientResult result = new GradientResult(pass.reported());
    result.set(total.sums(), batch.rows());
    pass.release(total);
    pool.give(pass);
    return result;
  }

  void scoreGradient(Parameters theta, double[] weights, Batch batch, Parameters gradient) {
    Offers.require(program, Quantity.LOG_PROB);
    FlatVector<A> target = target(theta, gradient);
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    if (weights.length != batch.rows()) {
      throw new IllegalArgumentException(
          "scoreGradient needs a weight for each of the "
              + batch.rows()
              + " rows, found "
              + weights.length
              + "; give one per row");
    }
    ScorePass<A> pass = scores.take();
    Partial<A> total = pass.run(packed, store, batch.view(), weights);
    write(total, target, 1);
    pass.release(total);
    scores.give(pass);
  }

  /** The entries of a column of one number per row. */
  double[] weights(Batch batch, String column) {
    var _ = store(batch).read(BatchLayout.scalar(column), "scoreGradient");
    return batch.column(column).toDoubleArray();
  }

  void fisher(Parameters theta, Batch batch, boolean empirical, Parameters v, Parameters product) {
    FlatVector<A> target = target(theta, product);
    PackedParameters<A> packed = packed(theta);
    PackedParameters<A> direction = packed(v);
    BatchStore<A> store = store(batch);
    Pool<FisherPass<A>> pool = empirical ? empiricalFishers : fishers;
    FisherPass<A> pass = pool.take();
    Partial<A> total = pass.run(packed, direction, store, batch.view());
    write(total, target, 1.0 / batch.rows());
    pass.release(total);
    pool.give(pass);
  }

  void hessian(
      Parameters theta, SurrogateProgram surrogate, Batch batch, Parameters v, Parameters product) {
    Pool<HessianPass<A>> pool = hessians.get(surrogate, newHessians);
    FlatVector<A> target = target(theta, product);
    PackedParameters<A> packed = packed(theta);
    PackedParameters<A> direction = packed(v);
    BatchStore<A> store = store(batch);
    HessianPass<A> pass = pool.take();
    Partial<A> total = pass.run(packed, direction, store, batch.view());
    write(total, target, 1.0 / batch.rows());
    pass.release(total);
    pool.give(pass);
  }

  private void write(Partial<A> total, FlatVector<A> target, double factor) {
    total.copyTo(target.values(), factor);
    target.changed();
  }

  // ── Handles ────────────────────────────────────────────────────────────────────────────────────

  private FlatVector<A> target(Parameters theta, Parameters gradient) {
    if (gradient == theta) {
      throw new IllegalArgumentException(
          "the gradient would overwrite the parameters that it is taken at; use newGradient()");
    }
    return gradient.in(space);
  }

  private PackedParameters<A> packed(Parameters parameters) {
    return parameters.in(space).packed();
  }

  private BatchStore<A> store(Batch batch) {
    return batch.in(space, context.layout());
  }
}
