package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = log Σⱼ exp xⱼ}. */
public record LogSumExp() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = Σⱼ exp(xⱼ − y) ẋⱼ
    return tangents
        .get(0)
        .map(
            t -> {
              Value x = equation.operand(0);
              Value shifted = b.subtract(x, b.spread(equation.result(), x.type().dim()));
              return b.sum(b.multiply(b.exp(shifted), t));
            });
  }
}
