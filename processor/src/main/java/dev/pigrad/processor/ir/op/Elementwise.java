package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Type;
import java.util.List;

/** A primitive that computes each entry of its result from the same entry of its operands. */
public sealed interface Elementwise extends Primitive
    permits Absolute,
        Add,
        Constant,
        Cosine,
        Divide,
        Erf,
        Exp,
        Expm1,
        GammaQuantile,
        Greater,
        Log,
        Log1p,
        LogGamma,
        Maximum,
        Minimum,
        Multiply,
        Negate,
        Polygamma,
        Power,
        Select,
        Sigmoid,
        Sign,
        Sine,
        Softplus,
        SquareRoot,
        StopGradient,
        Subtract,
        Tanh {

  /**
   * One entry as an expression that is the same in Java and in OpenCL C, or, for {@link
   * #isTranscendental() transcendental} primitives, the name of their kernel.
   *
   * @param operands expressions of the operands' entries, atoms each
   */
  String expression(List<String> operands);

  /** Whether a kernel computes it, because no Java operator does. */
  default boolean isTranscendental() {
    return false;
  }

  /** What its kernel takes besides arrays: numbers, before all else. */
  default List<String> kernelArguments() {
    return List.of();
  }

  @Override
  default Type infer(List<Type> operands) {
    return commonType(operands);
  }

  /** The type of operands that have one shape; batched if any is. */
  static Type commonType(List<Type> operands) {
    Type first = operands.getFirst();
    for (Type operand : operands) {
      if (!operand.shape().equals(first.shape())) {
        throw new IllegalArgumentException("shapes differ: " + operands);
      }
    }
    return first.withBatched(operands.stream().anyMatch(Type::batched));
  }
}
