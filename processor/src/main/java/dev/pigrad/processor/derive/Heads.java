package dev.pigrad.processor.derive;

import static dev.pigrad.processor.derive.Forward.concat;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.lower.Lowering;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The methods of the action distribution, each a stage on its leaves. */
final class Heads {
  private final Lowering lowering;
  private final Stages stages;
  private final Cotangents cotangents;
  private final Forward forward;
  private final List<Value> differentiable;
  private final List<LeafPlan> action;
  private final Denotation actionArgument;
  private final Denotation.Struct old;
  private final Remarks remarks;
  private final Map<Head, Scalar> scalars = new EnumMap<>(Head.class);

  /** A scalar method: its equations and its result. */
  record Scalar(List<Equation> equations, Value result) {
    Provenance provenance() {
      return equations.getLast().provenance();
    }
  }

  Heads(
      Lowering lowering,
      Stages stages,
      Cotangents cotangents,
      Forward forward,
      List<Value> differentiable,
      Function act,
      Remarks remarks) {
    this.remarks = remarks;
    this.lowering = lowering;
    this.stages = stages;
    this.cotangents = cotangents;
    this.forward = forward;
    this.differentiable = differentiable;
    List<Denotation> argument = new ArrayList<>();
    if (!lowering.offers(forward.distribution(), Head.LOG_PROB.method())) {
      throw new DerivationException(
          Code.MissingLogProb, List.of(act.origin()), forward.distribution().type());
    }
    this.action = lowering.action((TypeRef.RecordRef) act.result(), argument);
    this.actionArgument = argument.getFirst();
    this.old = (Denotation.Struct) lowering.old(forward.distribution(), forward.leafValues());
  }

  /** The columns of the action. */
  List<LeafPlan> action() {
    return action;
  }

  /** The scalar methods that the distribution has. */
  Set<Head> offers() {
    return scalars.keySet();
  }

  private Scalar scalar(Head head) {
    return Objects.requireNonNull(scalars.get(head));
  }

  void addForward() {
    addScalar(Head.LOG_PROB, forward.distribution(), List.of(actionArgument));
    addScalar(Head.ENTROPY, forward.distribution(), List.of());
    addScalar(Head.KL, old, List.of(forward.distribution())); // KL(p‖q): the old one is p
    addDraw("sample", "Draws actions", List.of(new Denotation.Variates()));
    addDraw("mode", "The most probable actions", List.of());
  }

  private Optional<Lowering.Result> call(
      Denotation.Struct receiver, String method, List<Denotation> arguments) {
    return lowering.offers(receiver, method)
        ? Optional.of(lowering.callDistribution(receiver, method, arguments))
        : Optional.empty();
  }

  private void addScalar(Head head, Denotation.Struct receiver, List<Denotation> arguments) {
    call(receiver, head.method(), arguments)
        .ifPresent(
            result -> {
              Doubts doubts = new Doubts(result.equations(), remarks);
              doubts.findLogOfSoftmax();
              doubts.requireGradientPastArgmax(differentiable, List.of(result.value()));
              Simplification simple =
                  stages.add(
                      head.method(),
                      head.summary(),
                      forward.toDistribution(),
                      result.equations(),
                      List.of(new Write(result.value(), new Destination.Step(head.quantity()))));
              scalars.put(head, new Scalar(simple.equations(), simple.of(result.value())));
            });
  }

  private void addDraw(String method, String summary, List<Denotation> arguments) {
    call(forward.distribution(), method, arguments)
        .ifPresent(
            result -> {
              List<Write> writes = new ArrayList<>();
              for (Denotation.Leaf leaf : result.denotation().leaves("action")) {
                writes.add(new Write(leaf.value(), new Destination.Action(writes.size())));
              }
              stages.add(method, summary, forward.toDistribution(), result.equations(), writes);
            });
  }

  /** The scalar methods in dual numbers. */
  void addDual(DualStages dual) {
    scalars.forEach(
        (head, scalar) -> {
          dual.addForward(
              head.method(),
              head.summary() + ", and its tangent",
              forward.toDistribution(),
              scalar.equations(),
              List.of(new Write(scalar.result(), new Destination.Step(head.quantity()))));
          dual.addReverse(
              head.method() + "Backward",
              "Adds the derivative of " + head.method() + " and its tangent",
              forward.toDistribution(),
              scalar.equations(),
              differentiable,
              Map.of(scalar.result(), cotangents.ofStep(head)),
              Destination.Cotangent::new);
        });
  }

  void addBackward() {
    scalars.forEach(
        (head, scalar) ->
            stages.addReverse(
                head.method() + "Backward",
                "Adds the derivative of " + head.method() + " to the distribution's cotangents",
                forward.toDistribution(),
                scalar.equations(),
                differentiable,
                Map.of(scalar.result(), cotangents.ofStep(head)),
                Destination.Cotangent::new));
  }

  /**
   * The derivative of log π along v: what the empirical Fisher {@code g gᵀ v} sends back in place
   * of a loss.
   *
   * @param tangents of the distribution's leaves
   */
  void addLogProbTangent(Map<Value, Value> tangents) {
    Scalar logProb = scalar(Head.LOG_PROB);
    Linearise.Linear linear = Linearise.of(logProb.equations(), tangents);
    Builder b = new Builder(logProb.provenance().as(Provenance.Role.TANGENT));
    Value tangent =
        Optional.ofNullable(linear.tangents().get(logProb.result()))
            .orElseGet(() -> b.constant(0, Type.CONSTANT));
    stages.add(
        "logProbTangent",
        "The derivative of log π along v",
        concat(forward.toDistribution(), logProb.equations()),
        concat(linear.equations(), b.equations()),
        List.of(
            new Write(
                tangent, new Destination.Tangent(new Destination.Step(Head.LOG_PROB.quantity())))));
  }

  /**
   * M u with M = ∂²KL(p‖q)/∂q² at q = p: the gradient of KL in q by reverse mode, its derivative
   * along u by forward mode, then p := q. What vanishes there vanishes in simplification.
   *
   * @param tangents u, the tangent of each leaf that has one
   */
  void addMetric(Map<Value, Value> tangents) {
    Scalar kl = scalars.get(Head.KL);
    if (kl == null) {
      return;
    }
    Builder b = new Builder(kl.provenance().as(Provenance.Role.COTANGENT));
    Value one = b.constant(1, kl.result().type());
    Transpose.Transposed gradient =
        Derivative.reverse(kl.equations(), differentiable, Map.of(kl.result(), one));
    List<Equation> first = concat(concat(kl.equations(), b.equations()), gradient.equations());
    Map<Value, Value> seeds = new LinkedHashMap<>(tangents);
    seeds.keySet().retainAll(differentiable);
    Linearise.Linear second = Linearise.of(first, seeds);
    AtOld atOld =
        new AtOld(
            forward.leafValues(), old.leaves("").stream().map(Denotation.Leaf::value).toList());
    List<Equation> metric = atOld.substitute(concat(first, second.equations()));
    KinkAtOld.reject(metric.subList(0, kl.equations().size()));
    List<Write> writes = new ArrayList<>();
    for (Value leaf : differentiable) {
      for (Value contribution : gradient.contributionsTo(leaf)) {
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
        metric,
        writes);
  }
}
