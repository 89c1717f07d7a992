package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code yⱼ = x[j + offset]}: a run of a vector's entries.
 *
 * @param dim the dim of the result
 * @param before dims whose sizes add up to the offset
 * @param from a further constant offset
 */
public record Slice(Dim dim, List<Dim> before, int from) implements Structured {
  /** A slice that starts after these dims. */
  public Slice(Dim dim, List<Dim> before) {
    this(dim, before, 0);
  }

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
    return b.apply(new Pad(equation.operand(0).type().dim(), before, from), cotangent);
  }
}
