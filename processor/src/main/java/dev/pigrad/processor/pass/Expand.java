package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.LogSumExp;
import java.util.ArrayList;
import java.util.List;

/** Replaces operations that only differentiation needs whole by the ones that are executed. */
public final class Expand {
  private Expand() {}

  /** The equations with every composite expanded; results stay the same values. */
  public static List<Equation> of(List<Equation> equations) {
    List<Equation> expanded = new ArrayList<>();
    for (Equation equation : equations) {
      if (equation.primitive() instanceof LogSumExp) {
        expanded.addAll(logSumExp(equation));
      } else {
        expanded.add(equation);
      }
    }
    return expanded;
  }

  /** log Σⱼ exp xⱼ = m + log Σⱼ exp(xⱼ − m) with m = maxⱼ xⱼ, so that no term overflows. */
  private static List<Equation> logSumExp(Equation equation) {
    Value x = equation.operand(0);
    Builder b = new Builder(equation.provenance());
    Value largest = b.apply(new Largest(), x);
    Value terms = b.exp(b.subtract(x, b.spread(largest, x.type().dim())));
    Value log = b.apply(new Log(), b.sum(terms));
    b.add(new Equation(equation.result(), new Add(), List.of(largest, log), equation.provenance()));
    return b.equations();
  }
}
