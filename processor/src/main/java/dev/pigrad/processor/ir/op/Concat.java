package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * The entries of its operands one after another.
 *
 * @param dim the dim of the result
 */
public record Concat(Dim dim) implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return Type.real(List.of(dim), operands.stream().anyMatch(Type::batched));
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    List<Value> parts = new java.util.ArrayList<>();
    for (int i = 0; i < tangents.size(); i++) {
      Type type = equation.operand(i).type();
      parts.add(tangents.get(i).orElseGet(() -> b.constant(0, type)));
    }
    return Optional.of(b.apply(this, parts.toArray(Value[]::new)));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    List<Dim> before =
        equation.operands().subList(0, operand).stream().map(v -> v.type().dim()).toList();
    return b.apply(new Slice(equation.operand(operand).type().dim(), before), cotangent);
  }
}
