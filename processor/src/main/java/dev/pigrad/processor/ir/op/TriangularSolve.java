package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Contraction.Axis;
import java.util.List;
import java.util.Optional;

/**
 * {@code Y = L⁻¹ X}, or {@code L⁻ᵀ X}, with the lower triangle L of a square matrix; X is a vector
 * or a matrix. What is above the diagonal is not read.
 *
 * @param isTransposed whether L is transposed
 */
public record TriangularSolve(boolean isTransposed) implements Structured {
  @Override
  public Type infer(List<Type> operands) {
    Type matrix = operands.get(0);
    Type right = operands.get(1);
    Dim side = rows(right);
    if (!matrix.shape().equals(List.of(Dim.product(side, side)))) {
      throw new IllegalArgumentException("no solution with " + operands);
    }
    return right.withBatched(matrix.batched() || right.batched());
  }

  /** The dim of the unknowns. */
  public static Dim rows(Type right) {
    return right.dim().isProduct() ? right.dim().factors().getFirst() : right.dim();
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // Ẏ = L⁻¹ (Ẋ − L̇ Y)
    Value l = equation.operand(0);
    Optional<Value> pulled =
        tangents.get(0).map(t -> b.negate(product(b, lower(b, t), equation.result())));
    return Primitive.sum(b, tangents.get(1), pulled).map(right -> b.apply(this, l, right));
  }

  private static Value lower(Builder b, Value tangent) {
    Dim side = tangent.type().dim().factors().getFirst();
    Value mask = b.apply(new Triangle(side, Triangle.Part.LOWER));
    return b.apply(new Select(), mask, tangent, b.constant(0, tangent.type()));
  }

  private Value product(Builder b, Value matrix, Value y) {
    Axis i = new Axis("i", rows(y.type()));
    Axis j = new Axis("j", i.dim());
    List<Axis> inMatrix = isTransposed ? List.of(j, i) : List.of(i, j);
    if (!y.type().dim().isProduct()) {
      return b.apply(new Contraction(List.of(inMatrix, List.of(j)), List.of(i)), matrix, y);
    }
    Axis k = new Axis("k", y.type().dim().factors().getLast());
    return b.apply(new Contraction(List.of(inMatrix, List.of(j, k)), List.of(i, k)), matrix, y);
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // X̄ = L⁻ᵀ Ȳ
    if (operand != 1) {
      throw new IllegalStateException(this + " is not linear in operand " + operand);
    }
    return b.apply(new TriangularSolve(!isTransposed), equation.operand(0), cotangent);
  }
}
