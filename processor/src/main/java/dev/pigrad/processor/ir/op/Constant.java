package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** A number. */
public record Constant(double value) implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }

  @Override
  public String expression(List<String> operands) {
    return Double.toString(value);
  }

  @Override
  public Type infer(List<Type> operands) {
    return Type.CONSTANT;
  }
}
