package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes equations that nothing live depends on. */
public final class Prune {
  private Prune() {}

  /**
   * The live equations.
   *
   * @param live what is needed afterwards; grows by what the live equations need
   */
  public static List<Equation> of(List<Equation> equations, Set<Value> live) {
    List<Equation> kept = new ArrayList<>();
    for (Equation equation : equations.reversed()) {
      if (live.contains(equation.result())) {
        live.addAll(equation.operands());
        kept.addFirst(equation);
      }
    }
    return kept;
  }
}
