package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code z = x / y}. */
public record Divide() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = (ẋ − z ẏ) / y
    Optional<Value> second = tangents.get(1).map(t -> b.multiply(equation.result(), t));
    Optional<Value> difference =
        second.isEmpty()
            ? tangents.get(0)
            : Optional.of(
                tangents
                    .get(0)
                    .map(t -> b.subtract(t, second.get()))
                    .orElseGet(() -> b.negate(second.get())));
    return difference.map(t -> b.divide(t, equation.operand(1)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    if (operand != 0) {
      return Elementwise.super.transpose(b, equation, operand, cotangent);
    }
    return b.divide(cotangent, equation.operand(1));
  }

  @Override
  public String expression(List<String> operands) {
    return operands.get(0) + " / " + operands.get(1);
  }
}
