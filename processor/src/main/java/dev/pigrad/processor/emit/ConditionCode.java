package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.pigrad.processor.plan.Condition;
import java.util.function.Function;

/**
 * Conditions on constants as Java.
 *
 * @param component reads a constant by its path
 */
record ConditionCode(Function<String, CodeBlock> component) {
  CodeBlock of(Condition condition) {
    return switch (condition) {
      case Condition.Flag(String path) -> component.apply(path);
      case Condition.IsConstant(String path, String type, String constant) ->
          CodeBlock.of("$L == $T.$L", component.apply(path), ClassName.bestGuess(type), constant);
      case Condition.Comparison comparison ->
          CodeBlock.of(
              "$L $L $L",
              of(comparison.left()),
              comparison.operation().symbol(),
              of(comparison.right()));
    };
  }

  private CodeBlock of(Condition.Amount number) {
    return switch (number) {
      case Condition.Amount.Literal(double value, boolean isInt) ->
          CodeBlock.of("$L", isInt ? Long.toString((long) value) : Double.toString(value));
      case Condition.Amount.Component(String path) -> component.apply(path);
      case Condition.Amount.Arithmetic arithmetic ->
          CodeBlock.of(
              "($L $L $L)",
              of(arithmetic.left()),
              arithmetic.operation().symbol(),
              of(arithmetic.right()));
      case Condition.Amount.Negative(Condition.Amount negated) -> CodeBlock.of("-$L", of(negated));
    };
  }
}
