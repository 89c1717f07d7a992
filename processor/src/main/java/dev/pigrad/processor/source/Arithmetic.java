package dev.pigrad.processor.source;

import dev.pigrad.processor.source.Expression.Operation;
import java.util.OptionalDouble;

/** Java's arithmetic on numbers that are known. */
public final class Arithmetic {
  private Arithmetic() {}

  /** The number that {@code operator} gives; empty where ints are divided by 0, which throws. */
  public static OptionalDouble apply(Expression.Operator operator, double x, double y) {
    Operation operation = operator.operation();
    if (!operator.isInt()) {
      return OptionalDouble.of(onDoubles(operation, x, y));
    }
    return y == 0 && (operation == Operation.DIVIDE || operation == Operation.REMAINDER)
        ? OptionalDouble.empty()
        : OptionalDouble.of(onInts(operation, (int) x, (int) y));
  }

  /** Whether the operation gives a number. */
  public static boolean isArithmetic(Operation operation) {
    return switch (operation) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> true;
      case NEGATE, NOT, AND, OR, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
          false;
    };
  }

  /** The double that an operation on doubles gives. */
  public static double onDoubles(Operation operation, double x, double y) {
    return switch (operation) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case REMAINDER -> x % y;
      default -> throw new IllegalStateException(operation + " is not arithmetic");
    };
  }

  /** Whether a comparison holds. */
  public static boolean holds(Operation comparison, double x, double y) {
    return switch (comparison) {
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUAL -> x >= y;
      case EQUAL -> x == y;
      case NOT_EQUAL -> x != y;
      default -> throw new IllegalStateException(comparison + " compares nothing");
    };
  }

  /** With Java's overflow and truncation. */
  private static int onInts(Operation operation, int x, int y) {
    return switch (operation) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case REMAINDER -> x % y;
      default -> throw new IllegalStateException(operation + " is not arithmetic");
    };
  }
}
