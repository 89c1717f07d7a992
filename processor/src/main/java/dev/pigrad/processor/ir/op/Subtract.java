package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code z = x − y}. */
public record Subtract() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = ẋ − ẏ
    Optional<Value> first = tangents.get(0);
    Optional<Value> second = tangents.get(1);
    if (second.isEmpty()) {
      return first;
    }
    return Optional.of(
        first.map(x -> b.subtract(x, second.get())).orElseGet(() -> b.negate(second.get())));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return operand == 0 ? cotangent : b.negate(cotangent);
  }

  @Override
  public String expression(List<String> operands) {
    return operands.get(0) + " - " + operands.get(1);
  }
}
