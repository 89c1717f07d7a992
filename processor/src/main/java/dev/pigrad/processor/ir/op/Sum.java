package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = Σⱼ xⱼ}. */
public record Sum() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(b::sum);
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.spread(cotangent, equation.operand(0).type().dim());
  }
}
