package dev.pigrad.processor.derive;

import dev.pigrad.processor.lower.Decisions;
import dev.pigrad.processor.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans a record once for each way through the conditions on its constants. */
public final class Variants {
  private Variants() {}

  /** All variants; a single one without answers where there is no condition. */
  public static <P> List<Variant<P>> of(Function<Decisions, P> planner) {
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
