package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Pass;
import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Pool;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Recent;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LoadedPolicy} offers, with the array type known: handles are checked, then a pass
 * runs over the tiles. Passes are pooled, so that a call allocates nothing but what it returns.
 *
 * @param <A> the array type
 */
final class PolicyOperations<A> {
  private final PolicyProgram program;
  private final ParameterSpace<A> space;
  private final BatchLayout layout;
  private final Set<Quantity> offers;
  private final Precision<A> precision;
  private final PassPlans plans;
  private final Function<PassPlan, Pass<A>> passes;
  private final String reader;
  private final Pool<BatchPass<A>> samples;
  private final Pool<BatchPass<A>> modes;
  private final Pool<BatchPass<A>> records;
  private final Pool<BatchPass<A>> recordsWithoutActions;
  private final Pool<BatchPass<A>> scores;
  private final Pool<BatchPass<A>> fishers;
  private final Pool<BatchPass<A>> empiricalFishers;
  private final boolean isRestricted;
  private final Pool<FlatVector<A>> directions;
  private final Recent<SurrogateProgram, Pool<BatchPass<A>>> gradients = new Recent<>();
  private final Recent<SurrogateProgram, Pool<BatchPass<A>>> evaluations = new Recent<>();
  private final Recent<SurrogateProgram, Pool<BatchPass<A>>> hessians = new Recent<>();
  private final Function<SurrogateProgram, Pool<BatchPass<A>>> newHessians;
  private final Function<SurrogateProgram, Pool<BatchPass<A>>> newGradients;
  private final Function<SurrogateProgram, Pool<BatchPass<A>>> newEvaluations;

  private PolicyOperations(
      ParameterSpace<A> space, PolicyProgram program, Function<PassPlan, Pass<A>> passes) {
    this.program = program;
    this.space = space;
    this.layout = BatchLayout.of(program);
    this.offers = Set.copyOf(program.offers());
    this.precision = space.backend().precision();
    this.plans = new PassPlans(layout, offers, program.outputs(), isActingTrained());
    this.passes = passes;
    this.isRestricted = space.isRestricted();
    this.directions = new Pool<>(() -> new FlatVector<>(space));
    this.reader = "policy '" + program.name() + "'";
    this.samples = pool(plans::sample);
    this.modes = pool(plans::mode);
    this.records = pool(() -> plans.record(true));
    this.recordsWithoutActions = pool(() -> plans.record(false));
    this.scores = pool(plans::score);
    this.fishers = pool(plans::fisher);
    this.empiricalFishers = pool(plans::empiricalFisher);
    this.newHessians = surrogate -> surrogatePool(surrogate, plans.hessian(surrogate));
    this.newGradients = surrogate -> surrogatePool(surrogate, plans.surrogate(surrogate, true));
    this.newEvaluations = surrogate -> surrogatePool(surrogate, plans.surrogate(surrogate, false));
  }

  static <A> PolicyOperations<A> of(Engine engine, Backend<A> backend, PolicyProgram program) {
    ParameterSpace<A> space =
        ParameterSpace.of(engine, backend, program.name(), program.parameters());
    return new PolicyOperations<>(space, program, backend.passes(program));
  }

  /** The same, with the parameters outside of {@code subset} constant. */
  PolicyOperations<A> training(ParameterLayout.Subset subset) {
    return new PolicyOperations<>(space.training(subset), program, passes);
  }

  /** Whether a parameter that the action depends on has a gradient. */
  private boolean isActingTrained() {
    return program.actingParameters().stream()
        .anyMatch(name -> space.trainable().contains(space.layout().entry(name)));
  }

  private Pool<BatchPass<A>> pool(Supplier<PassPlan> plan) {
    return new Pool<>(() -> pass(plan.get(), reader));
  }

  private BatchPass<A> pass(PassPlan plan, String reads) {
    return new BatchPass<>(plan, passes.apply(plan), reads);
  }

  private Pool<BatchPass<A>> surrogatePool(SurrogateProgram surrogate, PassPlan plan) {
    Staleness.check(surrogate.name(), surrogate.composedFrom(), surrogate.present());
    Offers.require(program, surrogate);
    return new Pool<>(() -> pass(plan, "surrogate '" + surrogate.name() + "' with " + reader));
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

  // ── Values per row ─────────────────────────────────────────────────────────────────────────────

  double[] quantity(Parameters theta, Batch batch, Quantity quantity) {
    Offers.require(program, quantity);
    return numbers(results(plans.quantity(quantity), theta, null, batch).getFirst());
  }

  double[] output(Parameters theta, Batch batch, String name) {
    PassPlan plan = plans.output(Offers.output(program, name));
    return numbers(results(plan, theta, null, batch).getFirst());
  }

  double[][] distribution(Parameters theta, Batch batch, String leaf) {
    PassPlan plan = plans.distribution(distributionLeaf(leaf));
    return table(results(plan, theta, null, batch).getFirst());
  }

  Tangents jvp(Parameters theta, Parameters v, Batch batch) {
    List<Quantity> quantities = tangentQuantities(store(batch));
    Iterator<Segments<A>> results = results(plans.tangents(quantities), theta, v, batch).iterator();
    Map<String, double[][]> ofLeaves = new LinkedHashMap<>();
    program.distribution().forEach(leaf -> ofLeaves.put(leaf.name(), table(results.next())));
    Map<Quantity, double[]> ofQuantities = new EnumMap<>(Quantity.class);
    quantities.forEach(quantity -> ofQuantities.put(quantity, numbers(results.next())));
    Map<String, double[]> ofOutputs = new LinkedHashMap<>();
    program.outputs().forEach(output -> ofOutputs.put(output, numbers(results.next())));
    return new Tangents(ofLeaves, ofQuantities, ofOutputs);
  }

  /** Those that the policy has, and that the batch has the columns for. */
  private List<Quantity> tangentQuantities(BatchStore<A> store) {
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    quantities.addAll(offers);
    if (!store.hasAll(layout.action())) {
      quantities.remove(Quantity.LOG_PROB);
    }
    if (!store.hasAll(layout.old())) {
      quantities.remove(Quantity.KL);
    }
    return List.copyOf(quantities);
  }

  private List<Segments<A>> results(
      PassPlan plan, Parameters theta, @Nullable Parameters v, Batch batch) {
    PackedParameters<A> packed = packed(theta);
    FlatVector<A> direction = v == null ? null : direction(v);
    List<Segments<A>> results =
        pass(plan, reader)
            .results(
                packed,
                direction == null ? null : direction.packed(),
                store(batch),
                batch.view(),
                precision);
    give(direction);
    return results;
  }

  /** The entries of a column of width 1, which is released. */
  private double[] numbers(Segments<A> column) {
    double[] numbers = new double[column.rows()];
    column.read(numbers);
    column.release();
    return numbers;
  }

  /** The rows of a column, which is released. */
  private double[][] table(Segments<A> column) {
    double[][] table = new double[column.rows()][column.width()];
    for (int row = 0; row < table.length; row++) {
      column.getRow(row, table[row], 0);
    }
    column.release();
    return table;
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
    each(store(batch).hasAll(layout.action()) ? records : recordsWithoutActions, theta, batch);
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
    NoiseColumns.draw(store, layout.noise(), rows, streams);
    each(samples, packed, store, rows);
  }

  void replay(Parameters theta, Batch batch) {
    each(samples, theta, batch);
  }

  void mode(Parameters theta, Batch batch) {
    each(modes, theta, batch);
  }

  private void each(Pool<BatchPass<A>> pool, Parameters theta, Batch batch) {
    each(pool, packed(theta), store(batch), batch.view());
  }

  private void each(
      Pool<BatchPass<A>> pool, PackedParameters<A> theta, BatchStore<A> store, Rows rows) {
    BatchPass<A> pass = pool.take();
    pass.bind(store, rows).run(rows.count(), theta, null, null, 1);
    pool.give(pass);
  }

  // ── Sums over the batch ────────────────────────────────────────────────────────────────────────

  GradientResult gradient(
      Parameters theta, SurrogateProgram surrogate, Batch batch, Parameters gradient) {
    Pool<BatchPass<A>> pool = gradients.get(surrogate, newGradients);
    FlatVector<A> target = target(theta, gradient);
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    BatchPass<A> pass = pool.take();
    pass.bind(store, batch.view());
    sum(pass, batch.rows(), packed, null, target, 1.0 / batch.rows());
    GradientResult result = gradient.result(pass.reported());
    result.set(pass.sums(), batch.rows());
    pool.give(pass);
    return result;
  }

  GradientResult evaluate(Parameters theta, SurrogateProgram surrogate, Batch batch) {
    Pool<BatchPass<A>> pool = evaluations.get(surrogate, newEvaluations);
    BatchPass<A> pass = pool.take();
    pass.bind(store(batch), batch.view()).run(batch.rows(), packed(theta), null, null, 1);
    GradientResult result = new GradientResult(pass.reported());
    result.set(pass.sums(), batch.rows());
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
    Segments<A> column = new Segments<>(precision, batch.rows(), 1, 0);
    column.write(weights);
    BatchPass<A> pass = scores.take();
    pass.bind(store, batch.view(), column);
    sum(pass, batch.rows(), packed, null, target, 1);
    scores.give(pass);
    column.release();
  }

  /** The entries of a column of one number per row. */
  double[] weights(Batch batch, String column) {
    var _ = store(batch).read(BatchLayout.scalar(column), "scoreGradient");
    return batch.column(column).toDoubleArray();
  }

  FisherProducts<A> fisher(boolean empirical) {
    return new FisherProducts<>(this, empirical ? empiricalFishers : fishers);
  }

  void hessian(
      Parameters theta, SurrogateProgram surrogate, Batch batch, Parameters v, Parameters product) {
    Pool<BatchPass<A>> pool = hessians.get(surrogate, newHessians);
    BatchPass<A> pass = pool.take();
    product(pass, theta, batch, v, product);
    pool.give(pass);
  }

  void product(BatchPass<A> pass, Parameters theta, Batch batch, Parameters v, Parameters product) {
    FlatVector<A> target = target(theta, product);
    PackedParameters<A> packed = packed(theta);
    BatchStore<A> store = store(batch);
    FlatVector<A> direction = direction(v);
    pass.bind(store, batch.view());
    sum(pass, batch.rows(), packed, direction.packed(), target, 1.0 / batch.rows());
    give(direction);
  }

  /** v, or a copy that is 0 where parameters are constant; the tiles know those that are frozen. */
  private FlatVector<A> direction(Parameters v) {
    FlatVector<A> whole = v.in(space);
    if (!isRestricted) {
      return whole;
    }
    FlatVector<A> part = directions.take();
    part.fill(0, space.all());
    part.axpy(1, whole, space.trainable());
    return part;
  }

  private void give(@Nullable FlatVector<A> direction) {
    if (isRestricted && direction != null) {
      directions.give(direction);
    }
  }

  private void sum(
      BatchPass<A> pass,
      int rows,
      PackedParameters<A> theta,
      @Nullable PackedParameters<A> direction,
      FlatVector<A> target,
      double factor) {
    pass.run(rows, theta, direction, target.values(), factor);
    target.fill(0, space.constant());
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
    return batch.in(space, layout);
  }
}
