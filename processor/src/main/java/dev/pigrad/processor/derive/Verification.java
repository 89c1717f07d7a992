package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.Verifier;
import dev.pigrad.processor.pass.Inspection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds the outcome of every step against the invariants of the intermediate representation.
 *
 * @param outside the values from outside, as many as there are by then
 * @param next looks afterwards
 */
record Verification(Supplier<? extends Collection<Value>> outside, Inspection next)
    implements Inspection {
  @Override
  public void look(Step step, List<Equation> available, List<Equation> equations) {
    Set<Value> known = new HashSet<>(outside.get());
    available.forEach(e -> known.add(e.result()));
    try {
      Verifier.check(known, equations);
    } catch (IllegalStateException broken) {
      throw new IllegalStateException("after " + step + ", " + broken.getMessage(), broken);
    }
    next.look(step, available, equations);
  }
}
