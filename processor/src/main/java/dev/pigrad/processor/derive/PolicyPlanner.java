package dev.pigrad.processor.derive;

import static dev.pigrad.processor.derive.Forward.concat;

import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Decisions;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.lower.Lowering;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.TilePlan;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives everything of a policy: lowers its methods and its distribution's, cuts the forward pass
 * into trunk, distribution and value, and differentiates each stage by itself. Stages meet in
 * cotangent buffers, so that a surrogate decides at run time which of them it needs.
 */
final class PolicyPlanner {
  private final Definitions definitions;
  private final Definition policy;
  private final Lowering lowering;
  private final Cotangents cotangents;
  private final Inspection inspection;
  private final Stages stages;
  private final Remarks remarks;

  /**
   * A planner for {@code policy}.
   *
   * @param decisions on conditions that its constants decide
   * @param isVerified whether invariants are checked between passes
   * @param inspection looks at each outcome too
   */
  PolicyPlanner(
      Definitions definitions,
      Definition policy,
      Decisions decisions,
      Remarks remarks,
      boolean isVerified,
      Inspection inspection) {
    this.remarks = remarks;
    this.definitions = definitions;
    this.policy = policy;
    this.lowering = new Lowering(definitions, policy, decisions);
    this.inspection =
        isVerified ? new Verification(() -> lowering.sources().keySet(), inspection) : inspection;
    this.stages = new Stages(inspection);
    this.cotangents = new Cotangents(lowering);
  }

  /** What takes the reverse of a stage: {@link Stages#addReverse} or its dual. */
  @FunctionalInterface
  private interface ReverseStages {
    void add(
        String name,
        String summary,
        List<Equation> before,
        List<Equation> equations,
        List<Value> inputs,
        Map<Value, Value> cotangents,
        java.util.function.Function<Value, Destination> destination);
  }

  /** The plan, or an exception that names the expression at fault. */
  PolicyPlan plan() {
    Forward forward = forward(lowering.self());
    Set<Value> dependents = forward.dependents(lowering.trainableValues());
    List<Value> differentiable =
        forward.leafValues().stream().filter(dependents::contains).distinct().toList();
    cotangents.buffer(differentiable);
    cotangents.buffer(forward.frontier().stream().filter(dependents::contains).toList());

    addForward(forward);
    Heads heads =
        new Heads(stages, cotangents, forward, headInputs(forward, differentiable), ofAction());
    Optional<DistributionHeads> distribution = addHeads(forward, heads, differentiable);
    heads.addBackward();
    addReverses(forward, differentiable, stages::addReverse);
    Map<Value, Value> directions = directions();
    Map<Value, Value> tangents = addTangents(forward, directions);
    heads.addLogProbTangent(tangents);
    distribution.ifPresent(d -> d.addMetric(tangents));
    List<Stage> dual = dual(forward, heads, differentiable, directions);

    return plan(forward, heads, action(forward, distribution), stages.finish(), dual);
  }

  /** A distribution is differentiated in its leaves, a density in trunk and parameters. */
  private List<Value> headInputs(Forward forward, List<Value> differentiable) {
    return forward.acting() instanceof Forward.Distribution
        ? differentiable
        : concat(lowering.trainableValues(), cotangents.buffered());
  }

  private Optional<DistributionHeads> addHeads(
      Forward forward, Heads heads, List<Value> differentiable) {
    return switch (forward.acting()) {
      case Forward.Density density -> {
        heads.add(Head.LOG_PROB, forward.actionOnly(), density.logProb());
        yield Optional.empty();
      }
      case Forward.Distribution distribution -> {
        DistributionHeads ofDistribution =
            new DistributionHeads(
                lowering,
                stages,
                heads,
                forward,
                distribution.struct(),
                differentiable,
                acting(),
                remarks);
        ofDistribution.addForward();
        yield Optional.of(ofDistribution);
      }
    };
  }

  private static List<LeafPlan> action(Forward forward, Optional<DistributionHeads> distribution) {
    return forward.acting() instanceof Forward.Density density
        ? density.action()
        : distribution.orElseThrow().action();
  }

  private PolicyPlan plan(
      Forward forward, Heads heads, List<LeafPlan> action, List<Stage> finished, List<Stage> dual) {
    List<String> offers = new ArrayList<>(heads.offers().stream().map(Head::quantity).toList());
    marked(Marker.VALUE_FUNCTION).ifPresent(f -> offers.add(Head.VALUE.quantity()));
    return new PolicyPlan(
        policy,
        concat(forward.all(), heads.primal()),
        tile(finished),
        tile(dual),
        lowering.parameters(),
        paths(forward.neededToAct()),
        lowering.inputs(),
        action,
        forward.leaves().stream().map(l -> Lowering.leaf(l.path(), l.value())).toList(),
        lowering.noise(),
        outputs().stream().map(Function::name).toList(),
        offers,
        lowering.constants(),
        unused(forward),
        Pieces.of(definitions, lowering.used(), policy));
  }

  /** Paths of the parameters among some values. */
  private List<String> paths(Set<Value> values) {
    List<Value> parameters = lowering.parameterValues();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (values.contains(parameters.get(i))) {
        paths.add(lowering.parameters().get(i).path());
      }
    }
    return paths;
  }

  private TilePlan tile(List<Stage> finished) {
    return new TilePlan(
        policy.name(),
        lowering.sources(),
        cotangents.buffered(),
        finished,
        OpenDims.of(lowering.sources().keySet(), finished));
  }

  private List<Function> outputs() {
    return policy.functions().stream().filter(f -> f.marker() == Marker.OUTPUT).toList();
  }

  private Optional<Function> marked(Marker marker) {
    return policy.functions().stream().filter(f -> f.marker() == marker).findFirst();
  }

  /** The method that says how the policy acts. */
  private Function acting() {
    return marked(Marker.ACTION_DISTRIBUTION).or(() -> marked(Marker.LOG_PROB)).orElseThrow();
  }

  private Provenance ofAction() {
    return new Provenance(List.of(acting().origin()), Provenance.Role.TANGENT);
  }

  private Forward forward(Denotation.Struct self) {
    Function act = acting();
    boolean isDensity = act.marker() == Marker.LOG_PROB;
    List<LeafPlan> action = new ArrayList<>();
    Lowering.Result acting =
        lowering.call(
            self, act, isDensity ? lowering.argumentsOf(act, action) : lowering.inputsOf(act));
    List<Equation> equations = new ArrayList<>(acting.equations());
    List<Write> values = values(self, equations);
    findDoubts(equations, acting, values);
    Simplification simple = Simplification.of("forward", List.of(), equations, inspection);
    return Forward.cut(
        simple.equations(),
        isDensity
            ? new Forward.Density(simple.of(acting.value()), action)
            : distribution(acting.denotation(), simple),
        values.stream().map(w -> new Write(simple.of(w.value()), w.destination())).toList(),
        ofAction());
  }

  /** The value and the outputs; their equations are added. */
  private List<Write> values(Denotation.Struct self, List<Equation> equations) {
    List<Write> values = new ArrayList<>();
    marked(Marker.VALUE_FUNCTION)
        .ifPresent(
            f ->
                values.add(
                    new Write(
                        call(self, f, equations), new Destination.Step(Head.VALUE.quantity()))));
    List<Function> outputs = outputs();
    for (int i = 0; i < outputs.size(); i++) {
      values.add(new Write(call(self, outputs.get(i), equations), new Destination.Extra(i)));
    }
    return values;
  }

  private Value call(Denotation.Struct self, Function function, List<Equation> equations) {
    Lowering.Result result = lowering.call(self, function, lowering.inputsOf(function));
    equations.addAll(result.equations());
    return result.value();
  }

  private Forward.Distribution distribution(Denotation denotation, Simplification simple) {
    Denotation.Struct struct = (Denotation.Struct) Lowering.replaceLeaves(denotation, simple::of);
    List<Denotation.Leaf> leaves =
        struct.leaves("").stream().filter(l -> !isConstant(l.value())).toList();
    nameLeaves(leaves, simple.equations());
    return new Forward.Distribution(struct, leaves);
  }

  private void findDoubts(List<Equation> equations, Lowering.Result acting, List<Write> values) {
    Doubts doubts = new Doubts(equations, remarks);
    doubts.findLogOfSoftmax();
    List<Value> outputs = new ArrayList<>();
    for (Denotation.Leaf leaf : acting.denotation().leaves("")) {
      outputs.add(leaf.value());
    }
    for (Write write : values) {
      outputs.add(write.value());
    }
    doubts.requireGradientPastArgmax(lowering.trainableValues(), outputs);
  }

  private boolean isConstant(Value value) {
    return lowering.sources().get(value) instanceof Source.Constant;
  }

  /** A leaf that the policy computes is called by its path in the distribution. */
  private static void nameLeaves(List<Denotation.Leaf> leaves, List<Equation> equations) {
    Set<Value> results = new HashSet<>();
    for (Equation equation : equations) {
      results.add(equation.result());
    }
    for (Denotation.Leaf leaf : leaves) {
      if (results.contains(leaf.value())) {
        leaf.value().rename(leaf.path());
      }
    }
  }

  private void addForward(Forward forward) {
    stages.add("trunk", "What distribution and value share", List.of(), forward.trunk(), List.of());
    stages.add(
        "distribution",
        "The parameters of the action distribution",
        forward.trunk(),
        forward.distributionOnly(),
        List.of());
    stages.add(
        "recordOld",
        "Keeps the distribution as the behaviour policy's",
        List.of(),
        List.of(),
        eachLeaf(forward));
    if (!forward.values().isEmpty()) {
      stages.add(
          Head.VALUE.method(),
          Head.VALUE.summary(),
          forward.trunk(),
          forward.valueOnly(),
          forward.values());
    }
  }

  /** The distribution, leaf by leaf, per sample. */
  private static List<Write> eachLeaf(Forward forward) {
    List<Write> writes = new ArrayList<>();
    for (Value leaf : forward.leafValues()) {
      writes.add(new Write(leaf, new Destination.Old(writes.size())));
    }
    return writes;
  }

  /** Reverse mode of value, distribution and trunk, each from its results' cotangents. */
  private void addReverses(Forward forward, List<Value> differentiable, ReverseStages target) {
    List<Value> frontier = List.copyOf(cotangents.sums(forward.frontier()).keySet());
    List<Value> inner = concat(lowering.trainableValues(), frontier);
    if (!forward.values().isEmpty()) {
      target.add(
          "valueBackward",
          "From the cotangent of the value to the trunk and the parameters",
          forward.trunk(),
          forward.valueOnly(),
          inner,
          cotangents(forward.values()),
          cotangents::gradientOrBuffer);
    }
    target.add(
        "distributionBackward",
        "From the distribution's cotangents to the trunk and the parameters",
        forward.trunk(),
        forward.distributionOnly(),
        inner,
        cotangents.sums(differentiable.stream().filter(v -> !frontier.contains(v)).toList()),
        cotangents::gradientOrBuffer);
    target.add(
        "trunkBackward",
        "From the trunk's cotangents to the parameters",
        List.of(),
        forward.trunk(),
        lowering.trainableValues(),
        cotangents.sums(frontier),
        cotangents::gradientOrBuffer);
  }

  /** What the loss sends to the value and to the outputs. */
  private Map<Value, Value> cotangents(List<Write> values) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    for (Write write : values) {
      seeds.put(
          write.value(),
          write.destination() instanceof Destination.Extra(int position)
              ? cotangents.ofOutput(position, outputs().get(position).name())
              : cotangents.ofStep(Head.VALUE));
    }
    return seeds;
  }

  /** v, the tangent of each parameter that is not frozen. */
  private Map<Value, Value> directions() {
    Map<Value, Value> directions = new LinkedHashMap<>();
    for (Value value : lowering.trainableValues()) {
      int position = lowering.parameterValues().indexOf(value);
      Source direction = new Source.Direction(position);
      directions.put(value, lowering.source(value.name() + "Direction", value.type(), direction));
    }
    return directions;
  }

  /** Forward mode of trunk and distribution; returns the tangent of each value that has one. */
  private Map<Value, Value> addTangents(Forward forward, Map<Value, Value> directions) {
    Map<Value, Value> inTrunk =
        addTangent("trunkTangent", "J v through the trunk", List.of(), forward.trunk(), directions);
    return addTangent(
        "distributionTangent",
        "J v from the trunk to the distribution",
        forward.trunk(),
        forward.distributionOnly(),
        inTrunk);
  }

  private Map<Value, Value> addTangent(
      String name,
      String summary,
      List<Equation> before,
      List<Equation> equations,
      Map<Value, Value> seeds) {
    Linearise.Linear linear = Linearise.of(equations, seeds);
    Simplification simple =
        stages.add(name, summary, concat(before, equations), linear.equations(), List.of());
    Map<Value, Value> tangents = new LinkedHashMap<>();
    linear.tangents().forEach((value, tangent) -> tangents.put(value, simple.of(tangent)));
    return tangents;
  }

  /** Everything that a gradient takes, in dual numbers. */
  private List<Stage> dual(
      Forward forward, Heads heads, List<Value> differentiable, Map<Value, Value> directions) {
    DualStages dual =
        new DualStages(new Stages(inspection.ofDual()), cotangents, directions, ofAction());
    dual.addForward(
        "trunk",
        "What distribution and value share, and its tangent",
        List.of(),
        forward.trunk(),
        List.of());
    dual.addForward(
        "distribution",
        "The parameters of the action distribution, and their tangents",
        forward.trunk(),
        forward.distributionOnly(),
        eachLeaf(forward));
    if (!forward.values().isEmpty()) {
      dual.addForward(
          Head.VALUE.method(),
          Head.VALUE.summary() + ", and its tangent",
          forward.trunk(),
          forward.valueOnly(),
          forward.values());
    }
    heads.addDual(dual);
    addReverses(forward, differentiable, dual::addReverse);
    return dual.finish();
  }

  /** Components with parameters of which no output depends on any. */
  private List<Definition.Component> unused(Forward forward) {
    Set<Value> read = forward.read();
    List<Value> parameters = lowering.parameterValues();
    Map<Definition.Component, Boolean> isUsed = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      isUsed.merge(lowering.ownerOf(i), read.contains(parameters.get(i)), Boolean::logicalOr);
    }
    return isUsed.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
  }
}
