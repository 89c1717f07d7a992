package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code z = max(x, y)}. */
public record Maximum() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = x > y ? ẋ : ẏ, as at a kink the second operand's slope is taken
    Value first = b.apply(new Greater(), equation.operand(0), equation.operand(1));
    return Optional.of(
        b.apply(
            new Select(),
            first,
            tangents.get(0).orElseGet(() -> b.constant(0, equation.result().type())),
            tangents.get(1).orElseGet(() -> b.constant(0, equation.result().type()))));
  }

  @Override
  public String expression(List<String> operands) {
    return "max(" + operands.get(0) + ", " + operands.get(1) + ")";
  }
}
