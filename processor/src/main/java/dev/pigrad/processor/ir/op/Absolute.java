package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = |x|}. */
public record Absolute() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = sign(x) ẋ, 0 at 0
    return tangents.get(0).map(t -> b.multiply(b.apply(new Sign(), equation.operand(0)), t));
  }

  @Override
  public String expression(List<String> operands) {
    return "abs(" + operands.get(0) + ")";
  }
}
