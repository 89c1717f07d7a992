package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code m = x > y}: a mask. */
public record Greater() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }

  @Override
  public String expression(List<String> operands) {
    return operands.get(0) + " > " + operands.get(1);
  }

  @Override
  public Type infer(List<Type> operands) {
    return Elementwise.commonType(operands).withKind(Type.Kind.MASK);
  }
}
