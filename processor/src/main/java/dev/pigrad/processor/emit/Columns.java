package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.List;

/**
 * What a tile exchanges with the engine, by position.
 *
 * @param parameters tensors of θ
 * @param inputs columns that the policy reads
 * @param action columns of the action
 * @param old columns of the behaviour policy's distribution
 * @param noise columns of random variates
 * @param extras names of further numbers: outputs of a policy, or what a surrogate names
 * @param reported names of the values that a surrogate reports
 */
record Columns(
    List<ParameterPlan> parameters,
    List<LeafPlan> inputs,
    List<LeafPlan> action,
    List<LeafPlan> old,
    List<LeafPlan> noise,
    List<String> extras,
    List<String> reported) {

  static Columns of(PolicyPlan plan) {
    return new Columns(
        plan.parameters(),
        plan.inputs(),
        plan.action(),
        plan.distribution(),
        plan.noise(),
        plan.outputs(),
        List.of());
  }

  static Columns of(SurrogatePlan plan) {
    return new Columns(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        plan.extraColumns(),
        plan.reported());
  }

  /** The type of what a stage writes to. */
  Type type(Destination destination) {
    return switch (destination) {
      case Destination.Action action -> column(this.action.get(action.position()));
      case Destination.Old column -> column(old.get(column.position()));
      case Destination.Cotangent cotangent -> cotangent.of().type();
      case Destination.Gradient gradient ->
          Type.real(parameters.get(gradient.position()).shape(), false);
      case Destination.Step step -> scalar();
      case Destination.StepCotangent step -> scalar();
      case Destination.Extra extra -> scalar();
      case Destination.ExtraCotangent extra -> scalar();
      case Destination.Loss loss -> scalar();
      case Destination.Reported value -> scalar();
      case Destination.Tangent tangent -> type(tangent.of());
    };
  }

  /** The type of a column: an entry or a row per sample. */
  static Type column(LeafPlan leaf) {
    return leaf.value().type().withBatched(true);
  }

  private static Type scalar() {
    return Type.real(List.of(), true);
  }
}
