package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = sign x}: −1, 0 or 1. */
public record Sign() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // it is constant wherever it has a derivative
    return Optional.empty();
  }

  @Override
  public String expression(List<String> operands) {
    return "signum(" + operands.get(0) + ")";
  }
}
