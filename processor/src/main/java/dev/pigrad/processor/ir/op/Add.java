package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code z = x + y}. */
public record Add() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = ẋ + ẏ
    return Primitive.sum(b, tangents.get(0), tangents.get(1));
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    return cotangent;
  }

  @Override
  public boolean isCommutative() {
    return true;
  }

  @Override
  public String expression(List<String> operands) {
    return operands.get(0) + " + " + operands.get(1);
  }
}
