package dev.pigrad.processor.explain;

import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of the places that stages write to, which count them.
 *
 * @param parameters paths of θ
 * @param action columns of the action
 * @param distribution leaves of the action distribution
 * @param extras outputs of a policy, or what a surrogate names
 * @param reported what a surrogate reports
 */
record Places(
    List<String> parameters,
    List<String> action,
    List<String> distribution,
    List<String> extras,
    List<String> reported) {
  private static final Pattern WORD_START = Pattern.compile("_([a-z])");

  static Places of(PolicyPlan plan) {
    return new Places(
        plan.parameters().stream().map(ParameterPlan::path).toList(),
        plan.action().stream().map(LeafPlan::path).toList(),
        plan.distribution().stream().map(LeafPlan::path).toList(),
        plan.outputs(),
        List.of());
  }

  static Places of(SurrogatePlan plan) {
    return new Places(List.of(), List.of(), List.of(), plan.extraColumns(), plan.reported());
  }

  /** What a stage leaves there: {@code logProb}, {@code += ∇first.weight}. */
  String of(Destination destination) {
    return switch (destination) {
      case Destination.Step step -> quantity(step.quantity());
      case Destination.StepCotangent step -> "∂loss/∂" + quantity(step.quantity());
      case Destination.Extra(int position) -> extras.get(position);
      case Destination.ExtraCotangent(int position) -> "∂loss/∂" + extras.get(position);
      case Destination.Action(int position) -> action.get(position);
      case Destination.Old(int position) -> "old " + distribution.get(position);
      case Destination.Cotangent cotangent -> "+= ∂loss/∂" + cotangent.of().name();
      case Destination.Gradient(int position) -> "+= ∇" + parameters.get(position);
      case Destination.Loss loss -> "loss";
      case Destination.Reported(int position) -> reported.get(position);
      case Destination.Tangent tangent -> "tangent of " + of(tangent.of());
    };
  }

  /** {@code LOG_PROB} as its accessor is called. */
  private static String quantity(String constant) {
    return WORD_START
        .matcher(constant.toLowerCase(Locale.ROOT))
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }
}
