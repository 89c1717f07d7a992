package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code yᵢ = x}, every other entry 0, at the index i.
 *
 * @param dim the dim of the result
 */
public record Scatter(Dim dim) implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(dim), operands.get(0).batched() || operands.get(1).batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t, equation.operand(1)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.apply(new Element(), cotangent, equation.operand(1));
  }
}
