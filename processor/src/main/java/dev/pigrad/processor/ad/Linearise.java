package dev.pigrad.processor.ad;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forward mode: for each equation {@code y = f(x)} whose operands have tangents, the equations of
 * {@code ẏ = f'(x) ẋ}.
 */
public final class Linearise {
  private Linearise() {}

  /**
   * What linearisation adds.
   *
   * @param equations the tangents, and what they need of the primal values
   * @param tangents the tangent of each value that has one
   */
  public record Linear(List<Equation> equations, Map<Value, Value> tangents) {}

  /**
   * The tangents of {@code equations}.
   *
   * @param seeds tangents of inputs; an input without one is held constant
   */
  public static Linear of(List<Equation> equations, Map<Value, Value> seeds) {
    Map<Value, Value> tangents = new HashMap<>(seeds);
    List<Equation> linear = new ArrayList<>();
    for (Equation equation : equations) {
      List<Optional<Value>> operands =
          equation.operands().stream().map(v -> Optional.ofNullable(tangents.get(v))).toList();
      if (operands.stream().anyMatch(Optional::isPresent)) {
        Builder b = new Builder(equation.provenance().as(Provenance.Role.TANGENT));
        equation
            .primitive()
            .linearise(b, equation, operands)
            .ifPresent(
                tangent -> {
                  tangents.put(equation.result(), tangent);
                  nameFresh(tangent, b, equation.result().name() + "Tangent");
                });
        linear.addAll(b.equations());
      }
    }
    return new Linear(linear, tangents);
  }

  private static void nameFresh(Value value, Builder b, String name) {
    if (b.equations().stream().anyMatch(e -> e.result() == value)) {
      value.rename(name);
    }
  }

  /** The values that depend on {@code seeds} through {@code equations}, the seeds included. */
  public static Set<Value> dependents(List<Equation> equations, Set<Value> seeds) {
    Set<Value> dependents = new HashSet<>(seeds);
    for (Equation equation : equations) {
      if (!Collections.disjoint(equation.operands(), dependents)) {
        dependents.add(equation.result());
      }
    }
    return dependents;
  }
}
