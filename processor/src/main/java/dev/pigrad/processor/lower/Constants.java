package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Condition;
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
      Decisions decisions,
      Expression.Operator operator,
      Denotation left,
      Optional<Denotation> right,
      List<Origin> origins) {
    if (left instanceof Denotation.Truth truth) {
      return logic(operator.operation(), truth.value(), right, origins);
    }
    if (isEnum(left)) {
      boolean same = isSame(decisions, left, right.orElseThrow(), origins);
      return new Denotation.Truth(same == (operator.operation() == Operation.EQUAL));
    }
    if (right.isEmpty()) {
      return negative(b, left);
    }
    if (left instanceof Denotation.Known x && right.get() instanceof Denotation.Known y) {
      return fold(operator, x.value(), y.value(), origins);
    }
    if (!Arithmetic.isArithmetic(operator.operation())) {
      Condition comparison =
          new Condition.Comparison(
              operator.operation(), number(left, origins), number(right.get(), origins));
      return new Denotation.Truth(decisions.holds(comparison, origins));
    }
    Value result = compute(b, operator, scalar(b, left), scalar(b, right.get()), origins);
    Optional<Condition.Amount> x = number(left);
    Optional<Condition.Amount> y = number(right.get());
    return x.isPresent() && y.isPresent()
        ? new Denotation.Constant(
            result, new Condition.Amount.Arithmetic(operator.operation(), x.get(), y.get()))
        : new Denotation.Tensor(result);
  }

  private static Condition.Amount number(Denotation denotation, List<Origin> origins) {
    return number(denotation)
        .orElseThrow(
            () ->
                new DerivationException(
                    Code.ConstantCondition, origins, origins.getFirst().text()));
  }

  private static boolean isEnum(Denotation denotation) {
    return denotation instanceof Denotation.EnumConstant || denotation instanceof Denotation.Choice;
  }

  private static boolean isSame(
      Decisions decisions, Denotation left, Denotation right, List<Origin> origins) {
    if (left instanceof Denotation.Choice choice
        && right instanceof Denotation.EnumConstant constant) {
      return decisions.holds(
          new Condition.IsConstant(choice.path(), choice.type(), constant.constant()), origins);
    }
    if (right instanceof Denotation.Choice && left instanceof Denotation.EnumConstant) {
      return isSame(decisions, right, left, origins);
    }
    if (left instanceof Denotation.Choice) {
      throw new DerivationException(Code.ConstantCondition, origins, origins.getFirst().text());
    }
    return left.equals(right);
  }

  private static Denotation negative(Builder b, Denotation x) {
    return switch (x) {
      case Denotation.Known known -> new Denotation.Known(-known.value(), known.isInt());
      case Denotation.Constant constant ->
          new Denotation.Constant(
              b.negate(constant.value()), new Condition.Amount.Negative(constant.number()));
      default -> new Denotation.Tensor(b.negate(scalar(b, x)));
    };
  }

  private static Optional<Condition.Amount> number(Denotation denotation) {
    return switch (denotation) {
      case Denotation.Known known ->
          Optional.of(new Condition.Amount.Literal(known.value(), known.isInt()));
      case Denotation.Constant constant -> Optional.of(constant.number());
      default -> Optional.empty();
    };
  }

  /** A constant as a shared scalar of the program. */
  static Value scalar(Builder b, Denotation denotation) {
    return switch (denotation) {
      case Denotation.Known number -> b.constant(number.value(), Type.CONSTANT);
      case Denotation.Tensor tensor -> tensor.value();
      case Denotation.Constant constant -> constant.value();
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
    return new Denotation.Truth(Arithmetic.holds(operator.operation(), x, y));
  }

  private static DerivationException divisionByZero(List<Origin> origins) {
    return new DerivationException(
        Code.UnsupportedExpression,
        origins,
        origins.getFirst().text(),
        "it divides by 0 here; divide by another number");
  }

  /** Arithmetic that the generated program does; whole quotients and remainders it has none for. */
  private static Value compute(
      Builder b, Expression.Operator operator, Value x, Value y, List<Origin> origins) {
    Operation operation = operator.operation();
    if (operation == Operation.REMAINDER || (operation == Operation.DIVIDE && operator.isInt())) {
      throw new DerivationException(Code.UnsupportedExpression, origins, origins.getFirst().text());
    }
    return switch (operation) {
      case ADD -> b.add(x, y);
      case SUBTRACT -> b.subtract(x, y);
      case MULTIPLY -> b.multiply(x, y);
      case DIVIDE -> b.divide(x, y);
      default -> throw new IllegalStateException(operation + " is not arithmetic");
    };
  }
}
