package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.source.Arithmetic;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Expression.Operation;
import dev.pigrad.processor.source.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Java's operators on constants: folded where the operands are known now, else computed by the
 * generated program from its constant components.
 */
final class Constants {
  private Constants() {}

  static Denotation operate(
      Builder b,
      Expression.Operator operator,
      Denotation left,
      Optional<Denotation> right,
      List<Origin> origins) {
    if (left instanceof Denotation.Truth truth) {
      return logic(operator.operation(), truth.value(), right, origins);
    }
    if (left instanceof Denotation.EnumConstant) {
      boolean same = left.equals(right.orElseThrow());
      return new Denotation.Truth(same == (operator.operation() == Operation.EQUAL));
    }
    if (right.isEmpty()) {
      return left instanceof Denotation.Known number
          ? new Denotation.Known(-number.value(), number.isInt())
          : new Denotation.Tensor(b.negate(scalar(b, left)));
    }
    if (left instanceof Denotation.Known x && right.get() instanceof Denotation.Known y) {
      return fold(operator, x.value(), y.value(), origins);
    }
    return compute(b, operator, scalar(b, left), scalar(b, right.get()), origins);
  }

  /** A constant as a shared scalar of the program. */
  static Value scalar(Builder b, Denotation denotation) {
    return switch (denotation) {
      case Denotation.Known number -> b.constant(number.value(), Type.CONSTANT);
      case Denotation.Tensor tensor -> tensor.value();
      case Denotation.Size size -> b.sum(b.spread(b.constant(1, Type.CONSTANT), size.dim()));
      default -> throw new IllegalStateException(denotation + " is no number");
    };
  }

  private static Denotation logic(
      Operation operation, boolean left, Optional<Denotation> right, List<Origin> origins) {
    if (operation == Operation.NOT) {
      return new Denotation.Truth(!left);
    }
    if (!(right.orElseThrow() instanceof Denotation.Truth truth)) {
      throw new DerivationException(Code.ConstantCondition, origins, origins.getFirst().text());
    }
    return new Denotation.Truth(
        switch (operation) {
          case AND -> left && truth.value();
          case OR -> left || truth.value();
          case EQUAL -> left == truth.value();
          case NOT_EQUAL -> left != truth.value();
          default -> throw new IllegalStateException(operation + " on booleans");
        });
  }

  private static Denotation fold(
      Expression.Operator operator, double x, double y, List<Origin> origins) {
    if (Arithmetic.isArithmetic(operator.operation())) {
      return new Denotation.Known(
          Arithmetic.apply(operator, x, y).orElseThrow(() -> divisionByZero(origins)),
          operator.isInt());
    }
    return new Denotation.Truth(
        switch (operator.operation()) {
          case LESS -> x < y;
          case LESS_EQUAL -> x <= y;
          case GREATER -> x > y;
          case GREATER_EQUAL -> x >= y;
          case EQUAL -> x == y;
          case NOT_EQUAL -> x != y;
          default -> throw new IllegalStateException(operator.operation() + " on numbers");
        });
  }

  private static DerivationException divisionByZero(List<Origin> origins) {
    return new DerivationException(
        Code.UnsupportedExpression,
        origins,
        origins.getFirst().text(),
        "it divides by 0 here; divide by another number");
  }

  private static Denotation compute(
      Builder b, Expression.Operator operator, Value x, Value y, List<Origin> origins) {
    return switch (operator.operation()) {
      case ADD -> new Denotation.Tensor(b.add(x, y));
      case SUBTRACT -> new Denotation.Tensor(b.subtract(x, y));
      case MULTIPLY -> new Denotation.Tensor(b.multiply(x, y));
      case DIVIDE -> {
        if (operator.isInt()) {
          throw new DerivationException(
              Code.UnsupportedExpression, origins, origins.getFirst().text());
        }
        yield new Denotation.Tensor(b.divide(x, y));
      }
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
          throw new DerivationException(Code.ConstantCondition, origins, origins.getFirst().text());
      case REMAINDER, NEGATE, NOT, AND, OR ->
          throw new DerivationException(
              Code.UnsupportedExpression, origins, origins.getFirst().text());
    };
  }
}
