package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code y[j + offset] = xⱼ}, every other entry 0: the transpose of {@link Slice}.
 *
 * @param dim the dim of the result
 * @param before dims whose sizes add up to the offset
 * @param from a further constant offset
 */
public record Pad(Dim dim, List<Dim> before, int from) implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(dim), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.apply(new Slice(equation.operand(0).type().dim(), before, from), cotangent);
  }
}
