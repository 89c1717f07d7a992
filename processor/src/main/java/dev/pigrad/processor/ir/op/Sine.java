package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = sin x}. */
public record Sine() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = cos(x) ẋ
    return tangents.get(0).map(t -> b.multiply(b.apply(new Cosine(), equation.operand(0)), t));
  }

  @Override
  public String expression(List<String> operands) {
    return "sin";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
