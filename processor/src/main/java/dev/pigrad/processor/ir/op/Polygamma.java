package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = ψ⁽ⁿ⁾(x)} for x > 0: the digamma function ψ, the derivative of log Γ, and its
 * derivatives.
 *
 * @param order n, from 0
 */
public record Polygamma(int order) implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ẏ = ψ⁽ⁿ⁺¹⁾(x) ẋ
    return tangents
        .get(0)
        .map(t -> b.multiply(b.apply(new Polygamma(order + 1), equation.operand(0)), t));
  }

  @Override
  public String expression(List<String> operands) {
    return "polygamma";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }

  @Override
  public List<String> kernelArguments() {
    return List.of(Integer.toString(order));
  }
}
