package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code z = m ? x : y}. */
public record Select() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = m ? ẋ : ẏ
    Value zero = b.constant(0, equation.result().type());
    return Optional.of(
        b.apply(
            this, equation.operand(0), tangents.get(1).orElse(zero), tangents.get(2).orElse(zero)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    Value zero = b.constant(0, cotangent.type());
    return operand == 1
        ? b.apply(this, equation.operand(0), cotangent, zero)
        : b.apply(this, equation.operand(0), zero, cotangent);
  }

  @Override
  public String expression(List<String> operands) {
    return operands.get(0) + " ? " + operands.get(1) + " : " + operands.get(2);
  }

  @Override
  public Type infer(List<Type> operands) {
    return Elementwise.commonType(operands).withKind(operands.get(1).kind());
  }
}
