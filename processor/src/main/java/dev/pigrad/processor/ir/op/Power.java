package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = xᵖ} with a constant exponent, for x > 0, and for x = 0 where p > 0.
 *
 * @param exponent p
 */
public record Power(double exponent) implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = p xᵖ⁻¹ ẋ
    Value x = equation.operand(0);
    return tangents
        .get(0)
        .map(
            t -> {
              Value power = b.apply(new Power(exponent - 1), x);
              return b.multiply(b.multiply(b.constant(exponent, x.type()), power), t);
            });
  }

  @Override
  public String expression(List<String> operands) {
    return "pow";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }

  @Override
  public List<String> kernelArguments() {
    return List.of(Double.toString(exponent));
  }
}
