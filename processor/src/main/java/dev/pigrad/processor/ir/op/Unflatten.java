package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** The matrix whose entries, row after row, are those of a vector: the gradient of a parameter. */
public record Unflatten() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    if (!operands.getFirst().dim().isProduct()) {
      throw new IllegalArgumentException("no rows and columns in " + operands);
    }
    return Type.real(operands.getFirst().dim().factors(), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.apply(new Flatten(), cotangent);
  }
}
