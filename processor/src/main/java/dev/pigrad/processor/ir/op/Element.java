package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = x[i]}: the entry of a vector that an index names. */
public record Element() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    if (operands.get(1).kind() != Type.Kind.INDEX
        || !operands.get(0).dim().equals(operands.get(1).dim())) {
      throw new IllegalArgumentException("no element of " + operands);
    }
    return Type.real(List.of(), operands.get(0).batched() || operands.get(1).batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t, equation.operand(1)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.apply(new Scatter(equation.operand(0).type().dim()), cotangent, equation.operand(1));
  }
}
