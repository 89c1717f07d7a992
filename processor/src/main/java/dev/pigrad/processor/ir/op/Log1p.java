package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = log(1 + x)}, exact where x is small. */
public record Log1p() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = ẋ / (1 + x)
    Value x = equation.operand(0);
    return tangents.get(0).map(t -> b.divide(t, b.add(x, b.constant(1, x.type()))));
  }

  @Override
  public String expression(List<String> operands) {
    return "log1p";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
