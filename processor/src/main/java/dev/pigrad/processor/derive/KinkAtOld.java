package dev.pigrad.processor.derive;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.pass.Inspection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a KL divergence whose kink lies where both distributions are the same: |μ_p − μ_q| has no
 * derivative there, and the rule's choice of one, 0, would be taken for its curvature.
 */
final class KinkAtOld {
  private KinkAtOld() {}

  /** Rejects {@code kl}, the equations of the divergence at p = q, if they decide on a tie. */
  static void reject(List<Equation> kl) {
    Simplification simple = Simplification.of("kl", List.of(), kl, Inspection.NONE);
    Predicate<Value> isZero = simple.zeros();
    for (Equation equation : simple.equations()) {
      if (isKink(isZero, equation)) {
        throw new DerivationException(
            Code.KlKink,
            equation.provenance().origins(),
            equation.provenance().origins().getFirst().text());
      }
    }
  }

  private static boolean isKink(Predicate<Value> isZero, Equation equation) {
    return switch (equation.primitive()) {
      case Absolute _, Sign _ -> isZero.test(equation.operand(0));
      case Maximum _, Minimum _, Greater _ ->
          isTie(isZero, equation.operand(0), equation.operand(1));
      default -> false;
    };
  }

  private static boolean isTie(Predicate<Value> isZero, Value x, Value y) {
    return x == y || (isZero.test(x) && isZero.test(y));
  }
}
