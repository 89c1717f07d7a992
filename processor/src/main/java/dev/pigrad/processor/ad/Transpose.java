package dev.pigrad.processor.ad;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reverse mode: a linear map {@code ẋ ↦ ẏ}, given as equations, turned into {@code ȳ ↦ x̄} with
 * {@code ⟨ȳ, ẏ⟩ = ⟨x̄, ẋ⟩}.
 */
public final class Transpose {
  private final List<Equation> linear;
  private final Set<Value> dependents;
  private final Map<Value, List<Value>> contributions = new HashMap<>();
  private final List<Equation> equations = new ArrayList<>();

  private Transpose(List<Equation> linear, Set<Value> inputs) {
    this.linear = linear;
    this.dependents = Linearise.dependents(linear, inputs);
  }

  /**
   * The transposed map.
   *
   * @param equations what the tangents need of the primal values, then the cotangents
   * @param contributions for each linear input the summands of its cotangent, none if it has none
   */
  public record Transposed(List<Equation> equations, Map<Value, List<Value>> contributions) {
    /** The summands of the cotangent of {@code input}. */
    public List<Value> contributionsTo(Value input) {
      return contributions.getOrDefault(input, List.of());
    }
  }

  /**
   * Transposes {@code linear}.
   *
   * @param inputs the tangents that the map is linear in
   * @param cotangents of results, or of inputs that are results too
   */
  public static Transposed of(
      List<Equation> linear, Set<Value> inputs, Map<Value, List<Value>> cotangents) {
    Transpose transpose = new Transpose(linear, inputs);
    cotangents.forEach((value, seeds) -> seeds.forEach(seed -> transpose.contribute(value, seed)));
    transpose.run();
    Map<Value, List<Value>> result = new HashMap<>();
    for (Value input : inputs) {
      result.put(input, transpose.contributions.getOrDefault(input, List.of()));
    }
    return new Transposed(List.copyOf(transpose.equations), result);
  }

  private void run() {
    for (Equation equation : linear) {
      if (!dependents.contains(equation.result())) {
        equations.add(
            new Equation(
                equation.result(),
                equation.primitive(),
                equation.operands(),
                equation.provenance().as(Provenance.Role.COTANGENT)));
      }
    }
    for (Equation equation : linear.reversed()) {
      if (dependents.contains(equation.result()) && contributions.containsKey(equation.result())) {
        pullBack(equation);
      }
    }
  }

  private void pullBack(Equation equation) {
    Builder b = new Builder(equation.provenance().as(Provenance.Role.COTANGENT));
    List<Value> summands = contributions.getOrDefault(equation.result(), List.of());
    Value cotangent = summands.stream().reduce(b::add).orElseThrow();
    if (summands.size() > 1) {
      cotangent.rename(cotangentName(equation.result()));
    }
    for (int i = 0; i < equation.operands().size(); i++) {
      Value operand = equation.operand(i);
      if (dependents.contains(operand)) {
        Value pulled = equation.primitive().transpose(b, equation, i, cotangent);
        if (pulled != cotangent) {
          pulled.rename(cotangentName(operand));
        }
        contribute(operand, isSpreadOverBatch(operand, equation) ? b.batchSum(pulled) : pulled);
      }
    }
    equations.addAll(b.equations());
  }

  /** Whether each sample reads the one shared {@code operand}: its cotangents add up. */
  private static boolean isSpreadOverBatch(Value operand, Equation equation) {
    return !operand.type().batched() && equation.result().type().batched();
  }

  private void contribute(Value value, Value cotangent) {
    contributions.computeIfAbsent(value, v -> new ArrayList<>()).add(cotangent);
  }

  /** {@code firstTangent} is pulled back to {@code dFirst}. */
  private static String cotangentName(Value tangent) {
    String name = tangent.name();
    String primal = name.endsWith("Tangent") ? name.substring(0, name.length() - 7) : name;
    return "d" + primal.substring(0, 1).toUpperCase(Locale.ROOT) + primal.substring(1);
  }
}
