package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Multiplies entries and sums over the axes that the result lacks, as in {@code zᵢₖ = Σⱼ xᵢⱼ yⱼₖ}:
 * every product, transposition, row sum and repetition of matrices that lie row after row. An axis
 * that only the result has repeats.
 *
 * @param operands the axes of each operand: none of a scalar, one of a vector, two of a matrix
 * @param result the axes of the result
 */
public record Contraction(List<List<Axis>> operands, List<Axis> result) implements Structured {

  /** An index and what it counts. */
  public record Axis(String name, Dim dim) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The shape of a value with these axes. */
  public static List<Dim> shape(List<Axis> axes) {
    return axes.size() < 2
        ? axes.stream().map(Axis::dim).toList()
        : List.of(Dim.product(axes.get(0).dim(), axes.get(1).dim()));
  }

  /** The axes that are summed over. */
  public List<Axis> summed() {
    return operands.stream()
        .flatMap(List::stream)
        .distinct()
        .filter(axis -> !result.contains(axis))
        .toList();
  }

  @Override
  public Type infer(List<Type> types) {
    for (int i = 0; i < operands.size(); i++) {
      if (!types.get(i).shape().equals(shape(operands.get(i)))) {
        throw new IllegalArgumentException("no " + this + " of " + types);
      }
    }
    return Type.real(shape(result), types.stream().anyMatch(Type::batched));
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    // ż = Σ ẋ y + Σ x ẏ
    Optional<Value> sum = Optional.empty();
    for (int i = 0; i < tangents.size(); i++) {
      int operand = i;
      sum =
          Primitive.sum(
              b,
              sum,
              tangents.get(i).map(t -> b.apply(this, replaced(equation.operands(), operand, t))));
    }
    return sum;
  }

  private static Value[] replaced(List<Value> values, int position, Value replacement) {
    Value[] result = values.toArray(Value[]::new);
    result[position] = replacement;
    return result;
  }

  @Override
  public Value transpose(Builder b, Equation equation, int operand, Value cotangent) {
    // x̄ = Σ z̄ y, over the axes that x lacks
    List<List<Axis>> axes = new ArrayList<>(operands);
    axes.set(operand, result);
    return b.apply(
        new Contraction(axes, operands.get(operand)),
        replaced(equation.operands(), operand, cotangent));
  }

  /** As in {@code Contraction[ij,jk->ik]}. */
  @Override
  public String toString() {
    return operands.stream()
        .map(Contraction::word)
        .collect(Collectors.joining(","))
        .transform(s -> "Contraction[" + s + "->" + word(result) + "]");
  }

  private static String word(List<Axis> axes) {
    return axes.stream().map(Axis::name).collect(Collectors.joining());
  }
}
