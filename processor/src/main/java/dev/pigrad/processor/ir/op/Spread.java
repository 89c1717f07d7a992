package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code yⱼ = x}: a scalar in every entry of a vector, or a vector in every row of a matrix.
 *
 * @param dim the new leading dim
 */
public record Spread(Dim dim) implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    List<Dim> shape = new java.util.ArrayList<>(List.of(dim));
    shape.addAll(operands.getFirst().shape());
    return Type.real(shape, operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // x̄ = Σⱼ ȳⱼ, for a vector in every row the column sums Ȳᵀ 1
    return cotangent.type().isMatrix()
        ? b.apply(new TransposedProduct(), cotangent, b.constant(1, Type.real(List.of(dim), false)))
        : b.sum(cotangent);
  }
}
