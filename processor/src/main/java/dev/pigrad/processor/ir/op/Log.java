package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = log x}, natural. */
public record Log() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = ẋ / x
    return tangents.get(0).map(t -> b.divide(t, equation.operand(0)));
  }

  @Override
  public String expression(List<String> operands) {
    return "log";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
