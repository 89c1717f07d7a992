package dev.pigrad.processor.ad;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
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
   * @param cotangents of results; a shared one is that of each sample
   * @return equations, and for each input the summands of its cotangent
   */
  public static Transpose.Transposed reverse(
      List<Equation> equations, List<Value> inputs, Map<Value, Value> cotangents) {
    Map<Value, Value> seeds = new LinkedHashMap<>();
    for (Value input : inputs) {
      seeds.put(input, tangentOf(input));
    }
    Linearise.Linear linear = Linearise.of(equations, seeds);
    List<Equation> reverse = new ArrayList<>();
    Map<Value, List<Value>> pulled = new LinkedHashMap<>();
    cotangents.forEach(
        (result, cotangent) -> {
          Value tangent = linear.tangents().get(result);
          if (tangent != null) {
            Value seed = seed(reverse, equations, result, tangent, cotangent);
            pulled.computeIfAbsent(tangent, t -> new ArrayList<>()).add(seed);
          }
        });
    Transpose.Transposed transposed =
        Transpose.of(linear.equations(), new LinkedHashSet<>(seeds.values()), pulled);
    reverse.addAll(transposed.equations());
    Map<Value, List<Value>> byInput = new HashMap<>();
    seeds.forEach((input, seed) -> byInput.put(input, transposed.contributionsTo(seed)));
    return new Transpose.Transposed(List.copyOf(reverse), byInput);
  }

  /**
   * The cotangent of {@code tangent}, summed where {@code result} is one per sample but its tangent
   * is shared: z = w + x with x held constant has ż = ẇ, and w̄ = Σᵣ z̄ᵣ.
   */
  private static Value seed(
      List<Equation> reverse,
      List<Equation> equations,
      Value result,
      Value tangent,
      Value cotangent) {
    boolean isPerSample = result.type().batched() || cotangent.type().batched();
    return equations.stream()
        .filter(e -> e.result() == result && isPerSample && !tangent.type().batched())
        .findFirst()
        .map(
            e -> {
              Builder b = new Builder(e.provenance().as(Provenance.Role.COTANGENT));
              Value sum = b.batchSum(cotangent);
              reverse.addAll(b.equations());
              return sum;
            })
        .orElse(cotangent);
  }

  /** A fresh variable for the tangent of {@code value}. */
  public static Value tangentOf(Value value) {
    Type type = value.type();
    return new Value(value.name() + "Tangent", type);
  }
}
