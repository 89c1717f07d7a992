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
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.lower.Lowering;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of the action distribution, each a stage on its leaves. */
final class DistributionHeads {
  private final Lowering lowering;
  private final Stages stages;
  private final Heads heads;
  private final Forward forward;
  private final Denotation.Struct distribution;
  private final List<Value> differentiable;
  private final List<LeafPlan> action;
  private final Denotation actionArgument;
  private final Denotation.Struct old;
  private final Remarks remarks;

  DistributionHeads(
      Lowering lowering,
      Stages stages,
      Heads heads,
      Forward forward,
      Denotation.Struct distribution,
      List<Value> differentiable,
      Function act,
      Remarks remarks) {
    this.remarks = remarks;
    this.lowering = lowering;
    this.stages = stages;
    this.heads = heads;
    this.forward = forward;
    this.distribution = distribution;
    this.differentiable = differentiable;
    List<Denotation> argument = new ArrayList<>();
    if (!lowering.offers(distribution, Head.LOG_PROB.method())) {
      throw new DerivationException(
          Code.MissingLogProb, List.of(act.origin()), distribution.type());
    }
    this.action = lowering.action((TypeRef.RecordRef) act.result(), argument);
    this.actionArgument = argument.getFirst();
    this.old = (Denotation.Struct) lowering.old(distribution, forward.leafValues());
  }

  /** The columns of the action. */
  List<LeafPlan> action() {
    return action;
  }

  void addForward() {
    addScalar(Head.LOG_PROB, distribution, List.of(actionArgument));
    addScalar(Head.ENTROPY, distribution, List.of());
    addScalar(Head.KL, old, List.of(distribution)); // KL(p‖q): the old one is p
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
              heads.add(head, result.equations(), result.value());
            });
  }

  private void addDraw(String method, String summary, List<Denotation> arguments) {
    call(distribution, method, arguments)
        .ifPresent(
            result -> {
              List<Write> writes = new ArrayList<>();
              for (Denotation.Leaf leaf : result.denotation().leaves("action")) {
                writes.add(new Write(leaf.value(), new Destination.Action(writes.size())));
              }
              stages.add(method, summary, forward.toDistribution(), result.equations(), writes);
            });
  }

  /**
   * M u with M = ∂²KL(p‖q)/∂q² at q = p: the gradient of KL in q by reverse mode, its derivative
   * along u by forward mode, then p := q. What vanishes there vanishes in simplification.
   *
   * @param tangents u, the tangent of each leaf that has one
   */
  void addMetric(Map<Value, Value> tangents) {
    heads.scalar(Head.KL).ifPresent(kl -> addMetric(kl, tangents));
  }

  private void addMetric(Heads.Scalar kl, Map<Value, Value> tangents) {
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
