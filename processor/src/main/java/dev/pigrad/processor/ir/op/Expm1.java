package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = eˣ − 1}, exact where x is small. */
public record Expm1() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = (y + 1) ẋ
    Value y = equation.result();
    return tangents.get(0).map(t -> b.multiply(b.add(y, b.constant(1, y.type())), t));
  }

  @Override
  public String expression(List<String> operands) {
    return "expm1";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
