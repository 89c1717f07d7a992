package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = Σᵣ xᵣ} over the samples: the transpose of a shared value's implicit use in each
 * sample. A shared x counts once per sample: {@code y = R x} with R samples.
 */
public record BatchSum() implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    return operands.getFirst().withBatched(false);
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return tangents.get(0).map(b::batchSum);
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // the cotangent is shared; each sample receives it, and a shared x from each sample
    return equation.operand(0).type().batched() ? cotangent : b.batchSum(cotangent);
  }
}
