package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** The index of the largest entry, the first of ties; it has no derivative. */
public record Argmax() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return operands.getFirst().withKind(Type.Kind.INDEX);
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }
}
