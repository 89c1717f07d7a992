package dev.pigrad.processor.ad;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reverse mode as the transposed linearisation. */
public final class Derivative {
  private Derivative() {}

  /**
   * The vector-Jacobian product of {@code equations}.
   *
   * @param inputs what to differentiate with respect to
   * @param cotangents of results
   * @return equations, and for each input the summands of its cotangent
   */
  public static Transpose.Transposed reverse(
      List<Equation> equations, List<Value> inputs, Map<Value, Value> cotangents) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    for (Value input : inputs) {
      seeds.put(input, tangentOf(input));
    }
    Linearise.Linear linear = Linearise.of(equations, seeds);
    Map<Value, List<Value>> pulled = new LinkedHashMap<>();
    cotangents.forEach(
        (result, cotangent) -> {
          Value tangent = linear.tangents().get(result);
          if (tangent != null) {
            pulled.computeIfAbsent(tangent, t -> new ArrayList<>()).add(cotangent);
          }
        });
    Transpose.Transposed transposed =
        Transpose.of(linear.equations(), new LinkedHashSet<>(seeds.values()), pulled);
    Map<Value, List<Value>> byInput = new HashMap<>();
    seeds.forEach((input, seed) -> byInput.put(input, transposed.contributions().get(seed)));
    return new Transpose.Transposed(transposed.equations(), byInput);
  }

  /** A fresh variable for the tangent of {@code value}. */
  public static Value tangentOf(Value value) {
    Type type = value.type();
    return new Value(value.name() + "Tangent", type);
  }
}
