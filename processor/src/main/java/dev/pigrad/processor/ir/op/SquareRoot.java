package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = √x}. */
public record SquareRoot() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = ẋ / 2y
    return tangents
        .get(0)
        .map(
            t -> {
              Value y = equation.result();
              return b.divide(t, b.add(y, y));
            });
  }

  @Override
  public String expression(List<String> operands) {
    return "sqrt(" + operands.get(0) + ")";
  }
}
