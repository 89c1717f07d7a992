package dev.pigrad.testing;

import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.plan.Condition.Amount;
import dev.pigrad.processor.plan.Condition.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The conditions that choose among the variants of a program.
 *
 * @param constants values of the constant components by path
 */
record Conditions(Map<String, ?> constants) {

  /** Whether these constants lead to these answers. */
  boolean hold(List<Answer> answers) {
    return answers.stream().allMatch(answer -> holds(answer.condition()) == answer.isTrue());
  }

  private boolean holds(Condition condition) {
    return switch (condition) {
      case Condition.Flag(String path) -> (boolean) value(path);
      case Condition.IsConstant(String path, String type, String constant) ->
          ((Enum<?>) value(path)).name().equals(constant);
      case Condition.Comparison comparison -> compare(comparison);
    };
  }

  private boolean compare(Condition.Comparison comparison) {
    double x = number(comparison.left());
    double y = number(comparison.right());
    return switch (comparison.operation()) {
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUAL -> x >= y;
      case EQUAL -> x == y;
      case NOT_EQUAL -> x != y;
      default -> throw new IllegalStateException(comparison.operation() + " compares nothing");
    };
  }

  private double number(Amount amount) {
    return switch (amount) {
      case Amount.Literal(double value, boolean isInt) -> value;
      case Amount.Component(String path) -> ((Number) value(path)).doubleValue();
      case Amount.Negative(Amount negated) -> -number(negated);
      case Amount.Arithmetic(var operation, Amount left, Amount right) -> {
        double x = number(left);
        double y = number(right);
        yield switch (operation) {
          case ADD -> x + y;
          case SUBTRACT -> x - y;
          case MULTIPLY -> x * y;
          case DIVIDE -> x / y;
          case REMAINDER -> x % y;
          default -> throw new IllegalStateException(operation + " is not arithmetic");
        };
      }
    };
  }

  private Object value(String path) {
    return Objects.requireNonNull(constants.get(path), path);
  }
}
