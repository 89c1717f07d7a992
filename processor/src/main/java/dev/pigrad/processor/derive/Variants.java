package dev.pigrad.processor.derive;

import dev.pigrad.processor.lower.Decisions;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Variant;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Plans a record once for each way through the conditions on its constants.
 *
 * @param definitions of what it is composed from
 * @param remarks told what deserves a warning
 * @param isVerified whether invariants are checked between passes
 * @param inspections looks at each outcome too, one for each way
 */
public record Variants(
    Definitions definitions,
    Remarks remarks,
    boolean isVerified,
    Supplier<Inspection> inspections) {
  /** All plans of a policy; a single one without answers where there is no condition. */
  public List<Variant<PolicyPlan>> ofPolicy(Definition policy) {
    return of(
        decisions ->
            new PolicyPlanner(
                    definitions, policy, decisions, remarks, isVerified, inspections.get())
                .plan());
  }

  /** All plans of a surrogate; a single one without answers where there is no condition. */
  public List<Variant<SurrogatePlan>> ofSurrogate(Definition surrogate) {
    return of(
        decisions ->
            new SurrogatePlanner(
                    definitions, surrogate, decisions, remarks, isVerified, inspections.get())
                .plan());
  }

  private static <P> List<Variant<P>> of(Function<Decisions, P> planner) {
    List<Variant<P>> variants = new ArrayList<>();
    Optional<Decisions> way = Optional.of(Decisions.first());
    while (way.isPresent()) {
      Decisions decisions = way.get();
      P plan = planner.apply(decisions);
      variants.add(new Variant<>(decisions.answers(), plan));
      way = decisions.next();
    }
    return variants;
  }
}
