package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = 1 / (1 + e⁻ˣ)}. */
public record Sigmoid() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = y (1 − y) ẋ
    return tangents
        .get(0)
        .map(
            t -> {
              Value y = equation.result();
              Value slope = b.multiply(y, b.subtract(b.constant(1, y.type()), y));
              return b.multiply(slope, t);
            });
  }

  @Override
  public String expression(List<String> operands) {
    return "sigmoid";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
