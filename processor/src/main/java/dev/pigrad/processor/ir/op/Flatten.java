package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a matrix parameter as a vector, row after row: the form in which matrices are
 * calculated with.
 */
public record Flatten() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    List<Dim> shape = operands.getFirst().shape();
    return Type.real(
        List.of(Dim.product(shape.get(0), shape.get(1))), operands.getFirst().batched());
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(t -> b.apply(this, t));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return b.apply(new Unflatten(), cotangent);
  }
}
