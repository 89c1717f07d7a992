package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = tanh x}. */
public record Tanh() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = (1 − y²) ẋ
    return tangents
        .get(0)
        .map(
            t -> {
              Value y = equation.result();
              Value slope = b.subtract(b.constant(1, y.type()), b.multiply(y, y));
              return b.multiply(slope, t);
            });
  }

  @Override
  public String expression(List<String> operands) {
    return "tanh";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
