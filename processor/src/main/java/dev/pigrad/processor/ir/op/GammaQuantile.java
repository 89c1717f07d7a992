package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code x} with {@code P(α, x) = u}: a draw from Gamma(α, 1) as a function of a uniform one. Every
 * derivative holds it constant.
 */
public record GammaQuantile() implements Elementwise {
  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }

  @Override
  public String expression(List<String> operands) {
    return "gammaQuantile";
  }

  @Override
  public boolean isTranscendental() {
    return true;
  }
}
