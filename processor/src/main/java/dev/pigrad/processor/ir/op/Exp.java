package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = eˣ}. */
public record Exp() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = y ẋ
    return tangents.get(0).map(t -> b.multiply(equation.result(), t));
  }

  @Override
  public String expression(List<String> operands) {
    return "exp";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
