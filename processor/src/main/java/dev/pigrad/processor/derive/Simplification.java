package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.pass.Inspection.Step;
import dev.pigrad.processor.pass.Rewrite;
import dev.pigrad.processor.pass.Share;
import dev.pigrad.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Simplifies and shares until nothing changes, then finds what became of the results. */
final class Simplification {
  private static final int MOST_ROUNDS = 10;

  private final String stage;
  private final List<Equation> available;
  private final Inspection inspection;
  private List<Equation> equations;
  private final List<Rewrite> rewrites = new ArrayList<>();

  private Simplification(
      String stage, List<Equation> available, List<Equation> equations, Inspection inspection) {
    this.stage = stage;
    this.available = available;
    this.inspection = inspection;
    this.equations = equations;
  }

  /** Simplified equations; {@code available} ones are computed before and may be used. */
  static Simplification of(
      String stage, List<Equation> available, List<Equation> equations, Inspection inspection) {
    inspection.look(new Step("lowering or differentiation", stage), available, equations);
    Simplification result = new Simplification(stage, available, equations, inspection);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean isSimpler = result.apply("Simplify", Simplify.of(available, result.equations));
      boolean isShared = result.apply("Share", Share.of(available, result.equations));
      if (!isSimpler && !isShared) {
        break;
      }
    }
    return result;
  }

  private boolean apply(String pass, Rewrite rewrite) {
    inspection.look(new Step(pass, stage), available, rewrite.equations());
    equations = rewrite.equations();
    rewrites.add(rewrite);
    return !rewrite.replaced().isEmpty();
  }

  List<Equation> equations() {
    return equations;
  }

  /** What stands for {@code value} now. */
  Value of(Value value) {
    Value current = value;
    for (Rewrite rewrite : rewrites) {
      current = rewrite.of(current);
    }
    return current;
  }

  /** Which values are zero in every entry. */
  Predicate<Value> zeros() {
    return Simplify.zeros(available, equations);
  }
}
