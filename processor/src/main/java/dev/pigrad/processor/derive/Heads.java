package dev.pigrad.processor.derive;

import static dev.pigrad.processor.derive.Forward.concat;

import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is told of an action or of its distribution by a scalar, each a stage. */
final class Heads {
  private final Stages stages;
  private final Cotangents cotangents;
  private final Forward forward;
  private final List<Value> inputs;
  private final Provenance provenance;
  private final Map<Head, Scalar> scalars = new EnumMap<>(Head.class);

  /** A scalar: its equations and its result. */
  record Scalar(List<Equation> equations, Value result) {
    Provenance provenance() {
      return equations.getLast().provenance();
    }
  }

  /**
   * No heads yet.
   *
   * @param inputs what they have a derivative in: the distribution, or trunk and parameters
   * @param provenance of what no equation of theirs leads to
   */
  Heads(
      Stages stages,
      Cotangents cotangents,
      Forward forward,
      List<Value> inputs,
      Provenance provenance) {
    this.stages = stages;
    this.cotangents = cotangents;
    this.forward = forward;
    this.inputs = inputs;
    this.provenance = provenance;
  }

  /** The scalars that there are. */
  Set<Head> offers() {
    return scalars.keySet();
  }

  /** The equations of the scalar methods, one method after another. */
  List<Equation> primal() {
    return scalars.values().stream().flatMap(s -> s.equations().stream()).toList();
  }

  /** A scalar that there is. */
  Optional<Scalar> scalar(Head head) {
    return Optional.ofNullable(scalars.get(head));
  }

  /** Adds a scalar. */
  void add(Head head, List<Equation> equations, Value result) {
    Simplification simple =
        stages.add(
            head.method(),
            head.summary(),
            forward.toDistribution(),
            equations,
            List.of(new Write(result, new Destination.Step(head.quantity()))));
    List<Equation> own = new ArrayList<>(simple.equations());
    scalars.put(head, new Scalar(own, Forward.ownResult(simple.of(result), own, provenance)));
  }

  /** Adds the reverse of each scalar. */
  void addBackward() {
    scalars.forEach(
        (head, scalar) ->
            stages.addReverse(
                head.method() + "Backward",
                "Adds the derivative of " + head.method() + " to the distribution's cotangents",
                forward.toDistribution(),
                scalar.equations(),
                inputs,
                Map.of(scalar.result(), cotangents.ofStep(head)),
                cotangents::bufferOrGradient));
  }

  /** The scalars in dual numbers. */
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
              inputs,
              Map.of(scalar.result(), cotangents.ofStep(head)),
              cotangents::bufferOrGradient);
        });
  }

  /**
   * The derivative of log π along v: what the empirical Fisher {@code g gᵀ v} sends back in place
   * of a loss.
   *
   * @param tangents of what leads to the heads
   */
  void addLogProbTangent(Map<Value, Value> tangents) {
    Scalar logProb = Objects.requireNonNull(scalars.get(Head.LOG_PROB));
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
}
