package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Equation;
import java.util.List;

/** Looks at equations between two passes. */
@FunctionalInterface
public interface Inspection {
  /** Looks at nothing. */
  Inspection NONE = (step, available, equations) -> {};

  /**
   * A step of the derivation.
   *
   * @param pass what was done
   * @param stage of a tile, or the part of the program that becomes stages
   */
  record Step(String pass, String stage) {
    @Override
    public String toString() {
      return pass + " in '" + stage + "'";
    }
  }

  /**
   * Looks at the outcome of a step.
   *
   * @param available equations that are computed before
   */
  void look(Step step, List<Equation> available, List<Equation> equations);

  /** The same for stages in dual numbers. */
  default Inspection ofDual() {
    return (step, available, equations) ->
        look(new Step(step.pass(), "dual " + step.stage()), available, equations);
  }
}
