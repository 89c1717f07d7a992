package dev.pigrad.processor.derive;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Decisions;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.lower.Lowering;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.TilePlan;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import dev.pigrad.processor.plan.Write.Destination.StepCotangent;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/** Derives ∂loss/∂quantity, per sample, for a surrogate's scalar program. */
final class SurrogatePlanner {
  /** The accessors of {@code Step}, and the quantities that they read. */
  private static final SequencedMap<String, String> QUANTITIES = quantities();

  private static final Set<String> DIFFERENTIABLE = Set.of("LOG_PROB", "ENTROPY", "KL", "VALUE");
  private static final Destination OF_VALUE = new StepCotangent(Head.VALUE.quantity());

  private final Definitions definitions;
  private final Definition surrogate;
  private final Lowering lowering;
  private final Remarks remarks;
  private final Inspection inspection;

  /**
   * A planner for {@code surrogate}.
   *
   * @param decisions on conditions that its constants decide
   * @param isVerified whether invariants are checked between passes
   * @param inspection looks at each outcome too
   */
  SurrogatePlanner(
      Definitions definitions,
      Definition surrogate,
      Decisions decisions,
      Remarks remarks,
      boolean isVerified,
      Inspection inspection) {
    this.remarks = remarks;
    this.definitions = definitions;
    this.surrogate = surrogate;
    this.lowering = new Lowering(definitions, surrogate, decisions);
    this.inspection =
        isVerified ? new Verification(() -> lowering.sources().keySet(), inspection) : inspection;
  }

  private static SequencedMap<String, String> quantities() {
    SequencedMap<String, String> quantities = new LinkedHashMap<>();
    quantities.put("logProb", "LOG_PROB");
    quantities.put("oldLogProb", "OLD_LOG_PROB");
    quantities.put("entropy", "ENTROPY");
    quantities.put("kl", "KL");
    quantities.put("value", "VALUE");
    quantities.put("oldValue", "OLD_VALUE");
    quantities.put("advantage", "ADVANTAGE");
    quantities.put("returnTarget", "RETURN_TARGET");
    quantities.put("weight", "WEIGHT");
    return quantities;
  }

  /** The plan, or an exception that names the expression at fault. */
  SurrogatePlan plan() {
    Denotation.Struct self = lowering.self();
    Denotation step = lowering.step(QUANTITIES);
    SequencedMap<String, Denotation> extras = new LinkedHashMap<>();
    Function loss = Lowering.functionNamed(surrogate, "loss").orElseThrow();
    List<Function> reported = surrogate.functions().stream().filter(this::isReported).toList();

    Lowering.Result lossResult =
        lowering.call(self, loss, lowering.stepArguments(loss, step, extras));
    findDoubts(lossResult.equations(), (Denotation.Struct) step);
    List<Equation> equations = new ArrayList<>(lossResult.equations());
    List<Write> writes = new ArrayList<>();
    writes.add(new Write(lossResult.value(), new Destination.Loss()));
    for (int i = 0; i < reported.size(); i++) {
      Function function = reported.get(i);
      Lowering.Result result =
          lowering.call(self, function, lowering.stepArguments(function, step, extras));
      equations.addAll(result.equations());
      writes.add(new Write(result.value(), new Destination.Reported(i)));
    }
    Stages stages = new Stages(inspection);
    Simplification simple =
        stages.add("loss", "The loss and the reported values", List.of(), equations, writes);
    List<String> differentiates =
        addBackward(stages, simple.equations(), simple.of(lossResult.value()));
    List<Stage> finished = stages.finish();
    List<Stage> dual = dual(simple.equations(), simple.of(lossResult.value()));
    return new SurrogatePlan(
        surrogate,
        simple.equations(),
        tile(finished),
        tile(dual),
        read(finished),
        differentiates,
        List.copyOf(extras.keySet()),
        reported.stream().map(Function::name).toList(),
        lowering.constants(),
        Pieces.of(definitions, lowering.used(), surrogate));
  }

  private void findDoubts(List<Equation> equations, Denotation.Struct step) {
    Doubts doubts = new Doubts(equations, remarks);
    doubts.findRatioOfLogProbs(quantity(step, "logProb"), quantity(step, "oldLogProb"));
    doubts.findAdvantageWithGradient(quantity(step, "logProb"), quantity(step, "value"));
  }

  private static Value quantity(Denotation.Struct step, String accessor) {
    return ((Denotation.Tensor) Objects.requireNonNull(step.components().get(accessor))).value();
  }

  private TilePlan tile(List<Stage> finished) {
    return new TilePlan(surrogate.name(), lowering.sources(), List.of(), finished, List.of());
  }

  private boolean isReported(Function function) {
    return function.isPublic()
        && !function.isStatic()
        && !function.name().equals("loss")
        && function.result() instanceof TypeRef.ScalarRef;
  }

  /** ∂loss/∂quantity by quantity, and its equations. */
  private record Backward(List<Equation> equations, SequencedMap<Destination, Value> cotangents) {
    /** The quantities of the step among them that the loss depends on. */
    List<String> differentiates() {
      return cotangents.keySet().stream()
          .filter(StepCotangent.class::isInstance)
          .map(step -> ((StepCotangent) step).quantity())
          .toList();
    }
  }

  private Backward backward(List<Equation> equations, Value loss) {
    SequencedMap<Value, Destination> quantities = quantitiesRead();
    Builder b = new Builder(ofLoss());
    Value one = b.constant(1, Type.real(List.of(), true));
    Transpose.Transposed reverse =
        Derivative.reverse(equations, List.copyOf(quantities.keySet()), Map.of(loss, one));
    List<Equation> backward = new ArrayList<>(b.equations());
    backward.addAll(reverse.equations());
    SequencedMap<Destination, Value> cotangents = new LinkedHashMap<>();
    quantities.forEach(
        (value, destination) -> {
          List<Value> summands = reverse.contributionsTo(value);
          if (!summands.isEmpty()) {
            Builder sum = new Builder(provenance(summands.getLast(), reverse.equations()));
            cotangents.put(destination, summands.stream().reduce(sum::add).orElseThrow());
            backward.addAll(sum.equations());
          }
        });
    return new Backward(backward, cotangents);
  }

  /**
   * Writes of the cotangents. A policy's value and its outputs go back together: where the
   * surrogate may name an output, all of them have a cotangent, those that the loss does not read
   * zero.
   */
  private List<Write> writes(Backward backward, Builder b) {
    List<Write> writes = new ArrayList<>();
    backward.cotangents().forEach((to, cotangent) -> writes.add(new Write(cotangent, to)));
    Collection<Destination> all = quantitiesRead().values();
    if (all.stream().anyMatch(Destination.ExtraCotangent.class::isInstance)) {
      all.stream()
          .filter(to -> to instanceof Destination.ExtraCotangent || to.equals(OF_VALUE))
          .filter(to -> !backward.cotangents().containsKey(to))
          .forEach(to -> writes.add(new Write(b.constant(0, Type.CONSTANT), to)));
    }
    return writes;
  }

  /** The values that a policy computes or may compute, and where their cotangents go. */
  private SequencedMap<Value, Destination> quantitiesRead() {
    SequencedMap<Value, Destination> quantities = new LinkedHashMap<>();
    lowering
        .sources()
        .forEach(
            (value, source) -> {
              switch (source) {
                case Source.Step(String quantity) when DIFFERENTIABLE.contains(quantity) ->
                    quantities.put(value, new StepCotangent(quantity));
                case Source.Extra(int position) ->
                    quantities.put(value, new Destination.ExtraCotangent(position));
                default -> {}
              }
            });
    return quantities;
  }

  private List<String> addBackward(Stages stages, List<Equation> equations, Value loss) {
    Backward backward = backward(equations, loss);
    Builder zeros = new Builder(ofLoss());
    List<Write> writes = writes(backward, zeros);
    stages.add(
        "lossBackward",
        "The derivative of the loss in each quantity",
        equations,
        Forward.concat(backward.equations(), zeros.equations()),
        writes);
    return backward.differentiates();
  }

  /** The derivative of the loss in each quantity, and how it changes as the quantities do. */
  private List<Stage> dual(List<Equation> equations, Value loss) {
    Map<Value, Value> tangents = new LinkedHashMap<>();
    quantitiesRead()
        .forEach(
            (value, destination) ->
                tangents.put(
                    value,
                    lowering.source(
                        value.name() + "Tangent",
                        value.type(),
                        new Source.Tangent(
                            Objects.requireNonNull(lowering.sources().get(value))))));
    Backward backward = backward(equations, loss);
    List<Equation> first = Forward.concat(equations, backward.equations());
    Linearise.Linear linear = Linearise.of(first, tangents);
    Builder b = new Builder(ofLoss());
    List<Write> writes = new ArrayList<>();
    for (Write write : writes(backward, b)) {
      Value tangent = linear.tangents().get(write.value());
      Value known = tangent == null ? b.constant(0, Type.CONSTANT) : tangent;
      writes.add(write);
      writes.add(new Write(known, new Destination.Tangent(write.destination())));
    }
    Stages stages = new Stages(inspection.ofDual());
    stages.add(
        "lossBackward",
        "The derivative of the loss in each quantity, and its tangent",
        List.of(),
        Forward.concat(b.equations(), Forward.concat(first, linear.equations())),
        writes);
    return stages.finish();
  }

  private Provenance provenance(Value value, List<Equation> equations) {
    return equations.stream()
        .filter(e -> e.result() == value)
        .findFirst()
        .map(Equation::provenance)
        .orElseGet(this::ofLoss);
  }

  private Provenance ofLoss() {
    Function loss = Lowering.functionNamed(surrogate, "loss").orElseThrow();
    return new Provenance(List.of(loss.origin()), Provenance.Role.COTANGENT);
  }

  /** The quantities that the stages read. */
  private List<String> read(List<Stage> stages) {
    Set<String> read = new LinkedHashSet<>();
    for (Stage stage : stages) {
      stage.equations().forEach(e -> e.operands().forEach(v -> addQuantity(v, read)));
      stage.writes().forEach(w -> addQuantity(w.value(), read));
    }
    return List.copyOf(read);
  }

  private void addQuantity(Value value, Set<String> read) {
    if (lowering.sources().get(value) instanceof Source.Step step) {
      read.add(step.quantity());
    }
  }
}
