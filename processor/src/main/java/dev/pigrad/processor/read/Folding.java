package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Arithmetic;
import dev.pigrad.processor.source.Expression;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The functions of {@link Math} that constants may use, and their values on literal numbers. */
final class Folding {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "cbrt",
          "ceil",
          "cos",
          "exp",
          "expm1",
          "floor",
          "hypot",
          "log",
          "log10",
          "log1p",
          "max",
          "min",
          "pow",
          "sin",
          "sqrt",
          "tan",
          "tanh",
          "atan",
          "toRadians");

  private Folding() {}

  static boolean isKnown(String function) {
    return FUNCTIONS.contains(function);
  }

  /** The value of a call whose arguments are numbers already. */
  static Optional<Expression> fold(Expression.Call call, boolean isInt) {
    List<Expression> arguments = call.arguments();
    if (!arguments.stream().allMatch(a -> number(a).isPresent())) {
      return Optional.empty();
    }
    Object[] values = arguments.stream().map(a -> (Object) number(a).orElseThrow()).toArray();
    return Optional.of(
        new Expression.NumberLiteral(invoke(call.method(), values), isInt, call.origin()));
  }

  /** The value of an arithmetic expression of literals. */
  static Optional<Double> number(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral literal -> Optional.of(literal.value());
      case Expression.Operator operator ->
          number(operator.left())
              .flatMap(
                  left ->
                      operator.right().isEmpty()
                          ? Optional.of(-left)
                          : number(operator.right().get()).flatMap(r -> apply(operator, left, r)));
      default -> Optional.empty();
    };
  }

  private static Optional<Double> apply(Expression.Operator operator, double x, double y) {
    OptionalDouble number =
        Arithmetic.isArithmetic(operator.operation())
            ? Arithmetic.apply(operator, x, y)
            : OptionalDouble.empty();
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  private static double invoke(String function, Object[] arguments) {
    try {
      Class<?>[] types = new Class<?>[arguments.length];
      Arrays.fill(types, double.class);
      Method method = StrictMath.class.getMethod(function, types);
      return (double) method.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
