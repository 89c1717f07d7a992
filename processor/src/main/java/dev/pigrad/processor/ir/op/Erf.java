package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code y = erf x = 2/√π ∫₀ˣ exp(−t²) dt}. */
public record Erf() implements Elementwise {
  private static final double TWO_BY_ROOT_PI = 1.1283791670955126;

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = 2/√π exp(−x²) ẋ
    Value x = equation.operand(0);
    return tangents
        .get(0)
        .map(
            t -> {
              Value density = b.exp(b.negate(b.multiply(x, x)));
              return b.multiply(b.multiply(b.constant(TWO_BY_ROOT_PI, x.type()), density), t);
            });
  }

  @Override
  public String expression(List<String> operands) {
    return "erf";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
