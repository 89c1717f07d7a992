package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The outcome of a pass over a list of equations.
 *
 * @param equations what is left, in order
 * @param replaced values that are gone, and what stands for them
 */
public record Rewrite(List<Equation> equations, Map<Value, Value> replaced) {

  /** What stands for {@code value} now. */
  public Value of(Value value) {
    return replaced.getOrDefault(value, value);
  }

  /** {@link #of} as a function. */
  public UnaryOperator<Value> map() {
    return this::of;
  }

  /** The equation with its operands replaced. */
  static Equation substitute(Equation equation, Map<Value, Value> replaced) {
    List<Value> operands =
        equation.operands().stream().map(v -> replaced.getOrDefault(v, v)).toList();
    return new Equation(equation.result(), equation.primitive(), operands, equation.provenance());
  }
}
