package dev.pigrad.processor.plan;

import dev.pigrad.processor.source.Expression.Operation;

/** What a body asks of constant components: the program's constructor knows the answer. */
public sealed interface Condition {
  /**
   * Whether a boolean component is true.
   *
   * @param path the component, nested by dots
   */
  record Flag(String path) implements Condition {
    @Override
    public String toString() {
      return path;
    }
  }

  /**
   * Whether an enum component is this constant.
   *
   * @param path the component, nested by dots
   * @param type qualified name of the enum
   */
  record IsConstant(String path, String type, String constant) implements Condition {
    @Override
    public String toString() {
      return path + " == " + constant;
    }
  }

  /** A comparison of numbers. */
  record Comparison(Operation operation, Amount left, Amount right) implements Condition {
    @Override
    public String toString() {
      return left + " " + operation.symbol() + " " + right;
    }
  }

  /** A number made of constant components. */
  sealed interface Amount {
    /** A number that the source states. */
    record Literal(double value, boolean isInt) implements Amount {
      @Override
      public String toString() {
        return isInt ? Long.toString((long) value) : Double.toString(value);
      }
    }

    /**
     * A component.
     *
     * @param path nested by dots
     */
    record Component(String path) implements Amount {
      @Override
      public String toString() {
        return path;
      }
    }

    /** Arithmetic. */
    record Arithmetic(Operation operation, Amount left, Amount right) implements Amount {
      @Override
      public String toString() {
        return "(" + left + " " + operation.symbol() + " " + right + ")";
      }
    }

    /** {@code −x}. */
    record Negative(Amount amount) implements Amount {
      @Override
      public String toString() {
        return "-" + amount;
      }
    }
  }

  /**
   * A condition and what it is in one variant of a program.
   *
   * @param isTrue whether the variant is for constants that make it true
   */
  record Answer(Condition condition, boolean isTrue) {
    @Override
    public String toString() {
      return isTrue ? condition.toString() : "not " + condition;
    }
  }
}
