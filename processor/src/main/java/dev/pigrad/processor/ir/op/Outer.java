package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code W = y ⊗ x}. */
public record Outer() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(
        List.of(operands.get(0).dim(), operands.get(1).dim()),
        operands.get(0).batched() || operands.get(1).batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // Ẇ = ẏ ⊗ x + y ⊗ ẋ
    return Primitive.sum(
        b,
        tangents.get(0).map(t -> b.apply(this, t, equation.operand(1))),
        tangents.get(1).map(t -> b.apply(this, equation.operand(0), t)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // ȳ = W̄ x, x̄ = W̄ᵀ y
    return operand == 0
        ? b.apply(new Product(), cotangent, equation.operand(1))
        : b.apply(new TransposedProduct(), cotangent, equation.operand(0));
  }
}
