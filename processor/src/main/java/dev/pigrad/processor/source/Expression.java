package dev.pigrad.processor.source;

import java.util.List;

/** An expression of a body, resolved: every call names the class and the overload that it means. */
public sealed interface Expression {
  /** Where it stands. */
  Origin origin();

  /** A number. */
  record NumberLiteral(double value, boolean isInt, Origin origin) implements Expression {}

  /** {@code true} or {@code false}. */
  record BooleanLiteral(boolean value, Origin origin) implements Expression {}

  /** A constant of an enum. */
  record EnumLiteral(String type, String constant, Origin origin) implements Expression {}

  /** {@code Joint.class}. */
  record DimLiteral(DimRef dim, Origin origin) implements Expression {}

  /** A local variable or a parameter. */
  record Local(String name, Origin origin) implements Expression {}

  /** {@code this}. */
  record This(Origin origin) implements Expression {}

  /** A record component, read by accessor or, inside the record, by name. */
  record ComponentAccess(Expression receiver, String component, Origin origin)
      implements Expression {}

  /**
   * A method call.
   *
   * @param receiver absent for a static method
   * @param owner qualified name of the class that declares the method
   * @param key name and erased parameter types, as in {@link Definition.Function#key}
   */
  record Call(
      java.util.Optional<Expression> receiver,
      String owner,
      String method,
      String key,
      List<Expression> arguments,
      Origin origin)
      implements Expression {}

  /** {@code new Type<>(arguments)} by the canonical constructor of a record. */
  record New(String type, List<Expression> arguments, Origin origin) implements Expression {}

  /** Arithmetic, comparison or logic on constants, or negation ({@code right} absent). */
  record Operator(
      Operation operation,
      Expression left,
      java.util.Optional<Expression> right,
      boolean isInt,
      Origin origin)
      implements Expression {}

  /** {@code condition ? then : otherwise}. */
  record Conditional(Expression condition, Expression then, Expression otherwise, Origin origin)
      implements Expression {}

  /** Java's operators on constants. */
  enum Operation {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    NEGATE("-"),
    NOT("!"),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AND("&&"),
    OR("||");

    private final String symbol;

    Operation(String symbol) {
      this.symbol = symbol;
    }

    /** As Java writes it. */
    public String symbol() {
      return symbol;
    }
  }
}
