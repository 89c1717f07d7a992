package dev.pigrad.testing;

import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.plan.Condition.Amount;
import dev.pigrad.processor.plan.Condition.Answer;
import dev.pigrad.processor.source.Arithmetic;
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
      case Condition.Comparison(var operation, Amount left, Amount right) ->
          Arithmetic.holds(operation, number(left), number(right));
    };
  }

  private double number(Amount amount) {
    return switch (amount) {
      case Amount.Literal(double value, boolean isInt) -> value;
      case Amount.Component(String path) -> ((Number) value(path)).doubleValue();
      case Amount.Negative(Amount negated) -> -number(negated);
      case Amount.Arithmetic(var operation, Amount left, Amount right) ->
          Arithmetic.onDoubles(operation, number(left), number(right));
    };
  }

  private Object value(String path) {
    return Objects.requireNonNull(constants.get(path), path);
  }
}
