package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * An operation that is not composed of others. All that differentiation knows of it stands in its
 * file: the linearisation and, where the operation is linear in an operand, the transpose. Reverse
 * mode is the transposed linearisation, so there is no second derivative rule that could disagree.
 */
public sealed interface Primitive permits Elementwise, Structured {

  /** The result's type; throws {@link IllegalArgumentException} if the operands do not fit. */
  Type infer(List<Type> operands);

  /**
   * The result's tangent: {@code ẏ = Σᵢ ∂y/∂xᵢ ẋᵢ}, in primitives.
   *
   * @param tangents one per operand; empty means zero; not all are empty
   * @return empty where the tangent is zero
   */
  Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents);

  /**
   * The cotangent that a linear operand receives.
   *
   * @param equation an equation that is linear in {@code operand}
   * @param operand which operand
   * @param cotangent the result's cotangent
   */
  default Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    throw new IllegalStateException(this + " is not linear in operand " + operand);
  }

  /** Whether operands may change places and the result is the same number, bit by bit. */
  default boolean isCommutative() {
    return false;
  }

  /** ȧ + ḃ where either may be zero. */
  static Optional<Value> sum(Builder b, Optional<Value> x, Optional<Value> y) {
    if (x.isEmpty()) {
      return y;
    }
    return y.isEmpty() ? x : Optional.of(b.add(x.get(), y.get()));
  }
}
