package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = maxⱼ xⱼ}, held constant by every derivative: a shift that cancels. */
public record Largest() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }
}
