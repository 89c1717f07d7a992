package dev.pigrad.processor.derive;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.lower.Lowering;
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
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives everything of design §2 for a policy: lowers its methods and its distribution's, splits
 * the forward pass into trunk, distribution and value, and differentiates each stage by itself.
 * Stages meet in cotangent buffers, so a surrogate decides at run time which of them it needs.
 */
public final class PolicyPlanner {
  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Definition policy;
  private final Lowering lowering;
  private final Stages stages = new Stages();
  private final List<Value> cotangents = new ArrayList<>();
  private final List<String> offers = new ArrayList<>();

  /** A planner for {@code policy}. */
  public PolicyPlanner(Definitions definitions, Diagnostics diagnostics, Definition policy) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
    this.policy = policy;
    this.lowering = new Lowering(definitions, policy);
  }

  /** The forward pass, cut where distribution and value part. */
  private record Forward(
      List<Equation> trunk,
      List<Equation> distributionOnly,
      List<Equation> valueOnly,
      Denotation.Struct distribution,
      List<Denotation.Leaf> leaves,
      Optional<Value> value,
      List<Value> frontier) {
    List<Equation> all() {
      return concat(concat(trunk, distributionOnly), valueOnly);
    }

    List<Equation> toDistribution() {
      return concat(trunk, distributionOnly);
    }
  }

  /** The plan, or an exception that names the expression at fault. */
  public PolicyPlan plan() {
    Denotation.Struct self = lowering.self();
    Function act = marked(Marker.ACTION_DISTRIBUTION).orElseThrow();
    Forward forward = forward(self, act);
    Set<Value> dependents = dependents(forward);
    List<Value> leaves = forward.leaves().stream().map(Denotation.Leaf::value).toList();
    List<Value> differentiable = leaves.stream().filter(dependents::contains).distinct().toList();
    cotangents.addAll(differentiable);
    forward.frontier().stream()
        .filter(v -> dependents.contains(v) && !cotangents.contains(v))
        .forEach(cotangents::add);
    addForwardStages(forward, leaves);
    Heads heads = new Heads(forward, leaves, differentiable, act);
    heads.addForward();
    heads.addBackward();
    addBackwardStages(forward, differentiable);
    addTangentStages(forward, heads);
    warnOfUnused(forward);
    List<Stage> finished = stages.finish();
    return new PolicyPlan(
        policy,
        new TilePlan(
            policy.name(),
            lowering.sources(),
            cotangents,
            finished,
            OpenDims.of(lowering.sources().keySet(), finished)),
        lowering.parameters(),
        lowering.inputs(),
        heads.action,
        forward.leaves().stream().map(l -> Lowering.leaf(l.path(), l.value())).toList(),
        lowering.noise(),
        offers,
        lowering.constants(),
        Pieces.of(definitions, lowering.used(), policy));
  }

  private Optional<Function> marked(Marker marker) {
    return policy.functions().stream().filter(f -> f.marker() == marker).findFirst();
  }

  private Forward forward(Denotation.Struct self, Function act) {
    Lowering.Result distribution = lowering.call(self, act, lowering.inputsOf(act));
    Optional<Lowering.Result> value =
        marked(Marker.VALUE_FUNCTION).map(f -> lowering.call(self, f, lowering.inputsOf(f)));
    List<Equation> equations =
        concat(distribution.equations(), value.map(Lowering.Result::equations).orElse(List.of()));
    Simplification simple = Simplification.of(List.of(), equations);
    Denotation.Struct struct =
        (Denotation.Struct) Lowering.replaceLeaves(distribution.denotation(), simple::of);
    List<Denotation.Leaf> leaves =
        struct.leaves("").stream().filter(l -> !isConstant(l.value())).toList();
    Optional<Value> valueResult = value.map(v -> simple.of(v.value()));
    nameLeaves(leaves, simple.equations());
    return cut(simple.equations(), struct, leaves, valueResult);
  }

  private boolean isConstant(Value value) {
    return lowering.sources().get(value) instanceof Source.Constant;
  }

  private static void nameLeaves(List<Denotation.Leaf> leaves, List<Equation> equations) {
    Set<Value> results = new HashSet<>();
    equations.forEach(e -> results.add(e.result()));
    leaves.stream()
        .filter(l -> results.contains(l.value()))
        .forEach(l -> l.value().rename(l.path().replace('.', '_')));
  }

  private static Forward cut(
      List<Equation> equations,
      Denotation.Struct distribution,
      List<Denotation.Leaf> leaves,
      Optional<Value> value) {
    Set<Value> forDistribution = needed(equations, leaves.stream().map(Denotation.Leaf::value));
    Set<Value> forValue = needed(equations, value.stream());
    List<Equation> trunk = new ArrayList<>();
    List<Equation> distributionOnly = new ArrayList<>();
    List<Equation> valueOnly = new ArrayList<>();
    for (Equation equation : equations) {
      boolean isForDistribution = forDistribution.contains(equation.result());
      boolean isForValue = forValue.contains(equation.result());
      if (isForDistribution && isForValue) {
        trunk.add(equation);
      } else if (isForDistribution) {
        distributionOnly.add(equation);
      } else if (isForValue) {
        valueOnly.add(equation);
      }
    }
    return new Forward(
        trunk,
        distributionOnly,
        valueOnly,
        distribution,
        leaves,
        value,
        frontier(trunk, concat(distributionOnly, valueOnly), leaves, value));
  }

  private static Set<Value> needed(
      List<Equation> equations, java.util.stream.Stream<Value> results) {
    Set<Value> needed = new HashSet<>(results.toList());
    for (Equation equation : equations.reversed()) {
      if (needed.contains(equation.result())) {
        needed.addAll(equation.operands());
      }
    }
    return needed;
  }

  /** The results of the trunk that the other stages read. */
  private static List<Value> frontier(
      List<Equation> trunk,
      List<Equation> others,
      List<Denotation.Leaf> leaves,
      Optional<Value> value) {
    Set<Value> read = new HashSet<>();
    others.forEach(e -> read.addAll(e.operands()));
    leaves.forEach(l -> read.add(l.value()));
    value.ifPresent(read::add);
    return trunk.stream().map(Equation::result).filter(read::contains).toList();
  }

  /** The values of the forward pass that depend on θ. */
  private Set<Value> dependents(Forward forward) {
    Set<Value> dependents = new LinkedHashSet<>(lowering.parameterValues());
    for (Equation equation : forward.all()) {
      if (equation.operands().stream().anyMatch(dependents::contains)) {
        dependents.add(equation.result());
      }
    }
    return dependents;
  }

  private void addForwardStages(Forward forward, List<Value> leaves) {
    stages.add("trunk", "What distribution and value share", List.of(), forward.trunk(), List.of());
    stages.add(
        "distribution",
        "The parameters of the action distribution",
        forward.trunk(),
        forward.distributionOnly(),
        List.of());
    List<Write> records = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      records.add(new Write(leaves.get(i), new Destination.Old(i)));
    }
    stages.add(
        "recordOld",
        "Keeps the distribution as the behaviour policy's",
        List.of(),
        List.of(),
        records);
    forward
        .value()
        .ifPresent(
            value -> {
              offers.add("VALUE");
              stages.add(
                  "value",
                  "The value of the state",
                  forward.trunk(),
                  forward.valueOnly(),
                  List.of(new Write(value, new Destination.Step("VALUE"))));
            });
  }

  /** Reverse mode of trunk, distribution and value, each from its results' cotangents. */
  private void addBackwardStages(Forward forward, List<Value> differentiable) {
    forward
        .value()
        .ifPresent(
            value ->
                addReverse(
                    "valueBackward",
                    "From the cotangent of the value to the trunk and the parameters",
                    forward.trunk(),
                    forward.valueOnly(),
                    innerInputs(forward),
                    Map.of(value, cotangentOfStep("VALUE"))));
    addReverse(
        "distributionBackward",
        "From the distribution's cotangents to the trunk and the parameters",
        forward.trunk(),
        forward.distributionOnly(),
        innerInputs(forward),
        buffersOf(differentiable.stream().filter(v -> !forward.frontier().contains(v)).toList()));
    addReverse(
        "trunkBackward",
        "From the trunk's cotangents to the parameters",
        List.of(),
        forward.trunk(),
        lowering.parameterValues(),
        buffersOf(forward.frontier().stream().filter(cotangents::contains).toList()));
  }

  private List<Value> innerInputs(Forward forward) {
    return concat(
        lowering.parameterValues(),
        forward.frontier().stream().filter(cotangents::contains).toList());
  }

  private Map<Value, Value> buffersOf(List<Value> values) {
    Map<Value, Value> buffers = new LinkedHashMap<>();
    values.forEach(v -> buffers.put(v, buffer(v)));
    return buffers;
  }

  private final Map<Value, Value> bufferOf = new HashMap<>();

  /** The summed cotangent of {@code value}, as later stages read it. */
  private Value buffer(Value value) {
    return bufferOf.computeIfAbsent(
        value, v -> lowering.source("d" + upperFirst(v.name()), v.type(), new Source.Cotangent(v)));
  }

  private final Map<String, Value> stepCotangents = new HashMap<>();

  private Value cotangentOfStep(String quantity) {
    return stepCotangents.computeIfAbsent(
        quantity,
        q -> lowering.source("d" + q, Type.real(List.of(), true), new Source.StepCotangent(q)));
  }

  private static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }

  private void addReverse(
      String name,
      String summary,
      List<Equation> before,
      List<Equation> equations,
      List<Value> inputs,
      Map<Value, Value> seeds) {
    Transpose.Transposed reverse = Derivative.reverse(equations, inputs, seeds);
    stages.add(
        name,
        summary,
        concat(before, equations),
        reverse.equations(),
        writes(inputs, reverse.contributions()));
  }

  private List<Write> writes(List<Value> inputs, Map<Value, List<Value>> contributions) {
    List<Write> writes = new ArrayList<>();
    for (Value input : inputs) {
      Destination destination =
          lowering.sources().get(input) instanceof Source.Parameter parameter
              ? new Destination.Gradient(parameter.position())
              : new Destination.Cotangent(input);
      contributions.get(input).forEach(c -> writes.add(new Write(c, destination)));
    }
    return writes;
  }

  /** Forward mode of trunk and distribution, then M = ∂²KL(p‖q)/∂q² at q = p. */
  private void addTangentStages(Forward forward, Heads heads) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    List<Value> parameters = lowering.parameterValues();
    for (int i = 0; i < parameters.size(); i++) {
      Value value = parameters.get(i);
      seeds.put(
          value,
          lowering.source(value.name() + "Direction", value.type(), new Source.Direction(i)));
    }
    Map<Value, Value> tangents =
        addTangent("trunkTangent", "J v through the trunk", List.of(), forward.trunk(), seeds);
    tangents =
        addTangent(
            "distributionTangent",
            "J v from the trunk to the distribution",
            forward.trunk(),
            forward.distributionOnly(),
            tangents);
    heads.addMetric(tangents);
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

  private void warnOfUnused(Forward forward) {
    Set<Value> read = new HashSet<>();
    forward.all().forEach(e -> read.addAll(e.operands()));
    forward.leaves().forEach(l -> read.add(l.value()));
    forward.value().ifPresent(read::add);
    List<Value> parameters = lowering.parameterValues();
    Map<Definition.Component, Boolean> isUsed = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      isUsed.merge(lowering.ownerOf(i), read.contains(parameters.get(i)), Boolean::logicalOr);
    }
    isUsed.forEach(
        (component, used) -> {
          if (!used) {
            diagnostics.report(Code.UnusedParameter, List.of(component.origin()), component.name());
          }
        });
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The methods of the action distribution, each a stage on its leaves. */
  private final class Heads {
    private final Forward forward;
    private final List<Value> leaves;
    private final List<Value> differentiable;
    private final Definition definition;
    private final List<LeafPlan> action;
    private final Denotation actionArgument;
    private final Denotation old;
    private final Map<String, List<Equation>> equations = new LinkedHashMap<>();
    private final Map<String, Value> results = new LinkedHashMap<>();

    Heads(Forward forward, List<Value> leaves, List<Value> differentiable, Function act) {
      this.forward = forward;
      this.leaves = leaves;
      this.differentiable = differentiable;
      this.definition = definitions.find(forward.distribution().type());
      Function logProb =
          Lowering.functionNamed(definition, "logProb")
              .orElseThrow(
                  () ->
                      new DerivationException(
                          Code.MissingLogProb, List.of(act.origin()), definition.name()));
      List<Denotation> argument = new ArrayList<>();
      this.action = lowering.action((TypeRef.RecordRef) act.result(), logProb, argument);
      this.actionArgument = argument.getFirst();
      this.old = lowering.old(forward.distribution(), leaves);
    }

    void addForward() {
      addScalar(
          "logProb", "LOG_PROB", "The log-probability of the action", List.of(actionArgument));
      addScalar("entropy", "ENTROPY", "The entropy of the distribution", List.of());
      addKl();
      addDraw("sample", "Draws actions", List.of(new Denotation.Variates()));
      addDraw("mode", "The most probable actions", List.of());
    }

    private void addScalar(
        String method, String quantity, String summary, List<Denotation> arguments) {
      Lowering.functionNamed(definition, method)
          .ifPresent(
              f ->
                  addScalar(
                      method,
                      quantity,
                      summary,
                      lowering.call(forward.distribution(), f, arguments)));
    }

    /** KL(p‖q): the behaviour policy's distribution is the receiver. */
    private void addKl() {
      Lowering.functionNamed(definition, "kl")
          .ifPresent(
              f ->
                  addScalar(
                      "kl",
                      "KL",
                      "The divergence from the behaviour policy's distribution",
                      lowering.call((Denotation.Struct) old, f, List.of(forward.distribution()))));
    }

    private void addScalar(String method, String quantity, String summary, Lowering.Result result) {
      offers.add(quantity);
      Simplification simple =
          stages.add(
              method,
              summary,
              forward.toDistribution(),
              result.equations(),
              List.of(new Write(result.value(), new Destination.Step(quantity))));
      equations.put(method, simple.equations());
      results.put(method, simple.of(result.value()));
    }

    private void addDraw(String method, String summary, List<Denotation> arguments) {
      Lowering.functionNamed(definition, method)
          .ifPresent(
              f -> {
                Lowering.Result result = lowering.call(forward.distribution(), f, arguments);
                List<Denotation.Leaf> drawn = result.denotation().leaves("action");
                List<Write> writes = new ArrayList<>();
                for (int i = 0; i < drawn.size(); i++) {
                  writes.add(new Write(drawn.get(i).value(), new Destination.Action(i)));
                }
                stages.add(method, summary, forward.toDistribution(), result.equations(), writes);
              });
    }

    void addBackward() {
      results.forEach(
          (method, result) -> {
            String quantity =
                method.equals("logProb") ? "LOG_PROB" : method.equals("kl") ? "KL" : "ENTROPY";
            addReverse(
                method + "Backward",
                "Adds the derivative of " + method + " to the distribution's cotangents",
                forward.toDistribution(),
                equations.get(method),
                differentiable,
                Map.of(result, cotangentOfStep(quantity)));
          });
    }

    /**
     * M u with M = ∂²KL(p‖q)/∂q² at q = p: the gradient of KL in q by reverse mode, its derivative
     * along u by forward mode, then p := q. What vanishes there vanishes in simplification.
     */
    void addMetric(Map<Value, Value> tangents) {
      Value kl = results.get("kl");
      if (kl == null) {
        return;
      }
      List<Equation> primal = equations.get("kl");
      Builder b = new Builder(new Provenance(primalOrigins(primal), Provenance.Role.COTANGENT));
      Value one = b.constant(1, kl.type());
      Transpose.Transposed gradient = Derivative.reverse(primal, differentiable, Map.of(kl, one));
      List<Equation> first = concat(concat(primal, b.equations()), gradient.equations());
      Map<Value, Value> seeds = new LinkedHashMap<>();
      differentiable.forEach(
          v -> {
            if (tangents.get(v) != null) {
              seeds.put(v, tangents.get(v));
            }
          });
      Linearise.Linear second = Linearise.of(first, seeds);
      AtOld atOld = new AtOld(leaves, old.leaves("").stream().map(Denotation.Leaf::value).toList());
      List<Write> writes = new ArrayList<>();
      for (Value leaf : differentiable) {
        for (Value contribution : gradient.contributions().get(leaf)) {
          Value derivative = second.tangents().get(contribution);
          if (derivative != null) {
            writes.add(new Write(atOld.of(derivative), new Destination.Cotangent(leaf)));
          }
        }
      }
      stages.add(
          "metric",
          "Adds M J v to the distribution's cotangents",
          forward.toDistribution(),
          atOld.substitute(concat(first, second.equations())),
          writes);
    }

    private List<dev.pigrad.processor.source.Origin> primalOrigins(List<Equation> primal) {
      return primal.getLast().provenance().origins();
    }
  }
}
