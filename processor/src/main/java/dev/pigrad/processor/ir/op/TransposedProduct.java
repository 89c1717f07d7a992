package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code x = Wᵀ y}. */
public record TransposedProduct() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    Type matrix = operands.get(0);
    Type vector = operands.get(1);
    if (!matrix.isMatrix() || !matrix.shape().get(0).equals(vector.dim())) {
      throw new IllegalArgumentException("no transposed product of " + operands);
    }
    return Type.real(List.of(matrix.shape().get(1)), matrix.batched() || vector.batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẋ = Ẇᵀ y + Wᵀ ẏ
    return Primitive.sum(
        b,
        tangents.get(0).map(t -> b.apply(this, t, equation.operand(1))),
        tangents.get(1).map(t -> b.apply(this, equation.operand(0), t)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // W̄ = y ⊗ x̄, ȳ = W x̄
    return operand == 0
        ? b.apply(new Outer(), equation.operand(1), cotangent)
        : b.apply(new Product(), equation.operand(0), cotangent);
  }
}
