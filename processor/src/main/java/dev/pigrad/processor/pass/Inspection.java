package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Equation;
import java.util.List;

/** Looks at equations between two passes. */
@FunctionalInterface
public interface Inspection {
  /** Looks at nothing. */
  Inspection NONE = (step, available, equations) -> {};

  /**
   * Looks at the outcome of a step.
   *
   * @param step what was done
   * @param available equations that are computed before
   */
  void look(String step, List<Equation> available, List<Equation> equations);
}
